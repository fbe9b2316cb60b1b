/**
 * The damage and translation detectors on clean text, and on the same text damaged on purpose.
 *
 *     npm run bench:detectors [-- FOLDER…]        (default: the folders of ../shared/data/garble-dev/clean)
 *
 * Each folder holds `.txt` files of good English. First come the flags on them as they are, for each rule: flags per
 * thousand words and texts with any; all of these count as false, though some are true (a name that was in fact
 * misspelled). Then one piece of damage of each kind is planted in each text that has a place for it, and counted as
 * found when a flag of the right rule touches it. Last comes the speed of the stage, in characters.
 */
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {basename, join} from 'node:path'
import {detect} from '../src/detect/detect.ts'
import type {Block} from '../src/document/block.ts'
import type {Document} from '../src/document/document.ts'

const SHARED = new URL('../../shared/data/garble-dev/clean', import.meta.url).pathname

const documentOf = (source: string): Document => {
  const blocks: Block[] = []
  for (const match of source.matchAll(/[^\n]*\S[^\n]*/g)) {
    const origin = {start: match.index, end: match.index + match[0].length}
    blocks.push({kind: 'paragraph', origin, raw: match[0], edits: []})
  }
  const sourceInfo = {
    sha256: '',
    bytes: source.length,
    mediaType: 'text/plain',
    encoding: 'utf-8',
    replacements: 0,
  }
  return {
    path: '',
    source,
    sourceInfo,
    blocks,
    metadata: {byline: [], references: [], sources: {}},
    messages: [],
  }
}

const check = (source: string) =>
  detect(documentOf(source), {language: 'eng'}).messages.filter(
    message => message.ruleId !== 'detect/synonym-swap',
  )

/** A change at a place: the text with it, and where it now stands. */
type Damage = {readonly text: string; readonly start: number; readonly end: number}

const replaceAt = (
  text: string,
  match: RegExpMatchArray | undefined,
  make: (match: RegExpMatchArray) => string,
): Damage | undefined => {
  if (match?.index === undefined) return undefined
  const made = make(match)
  return {
    text: text.slice(0, match.index) + made + text.slice(match.index + match[0].length),
    start: match.index,
    end: match.index + made.length,
  }
}

/** The match in the middle, so that the place differs from text to text without a die. */
const middle = (text: string, pattern: RegExp): RegExpMatchArray | undefined => {
  const matches = [...text.matchAll(pattern)]
  return matches[matches.length >> 1]
}

/** A surname that stands in the text at least three times, by its last place. */
const surname = (text: string): RegExpMatchArray | undefined => {
  const names = new Map<string, RegExpMatchArray[]>()
  for (const match of text.matchAll(
    /(?<=[a-z,] )\b[A-Z][a-z]*(?:sky|ov|ev|ff|ck|tt|ll|nn|ss|ph|w|y|kh)[a-z]*\b/g,
  )) {
    names.set(match[0], [...(names.get(match[0]) ?? []), match])
  }
  const often = [...names.entries()].filter(
    ([name, all]) => name.length >= 6 && all.length >= 3 && !text.includes(` ${name.toLowerCase()} `),
  )
  return often[0]?.[1].at(-1)
}

const transliterate = (name: string): string => {
  for (const [from, to] of [
    ['sky', 'skyy'],
    ['ff', 'v'],
    ['ck', 'k'],
    ['tt', 't'],
    ['ll', 'l'],
    ['nn', 'n'],
    ['ss', 's'],
    ['ph', 'f'],
    ['kh', 'h'],
    ['w', 'v'],
    ['y', 'i'],
    ['ov', 'off'],
    ['ev', 'eff'],
  ] as const) {
    if (name.includes(from)) return name.replace(from, to)
  }
  return name
}

const damages: Readonly<Record<string, (text: string) => Damage | undefined>> = {
  'detect/glued-words': text =>
    replaceAt(text, middle(text, /\b[a-z]{4,} (?:the|and|of|that|with|from|about|which|their)\b/g), match =>
      match[0].replace(' ', ''),
    ),
  'detect/missing-space': text =>
    replaceAt(text, middle(text, /[a-z]{3,}\. [A-Z][a-z]+(?= [a-z])/g), match => match[0].replace(' ', '')),
  'detect/name-variants': text => replaceAt(text, surname(text), match => transliterate(match[0])),
  'detect/broken-word': text =>
    replaceAt(
      text,
      middle(text, /\b(?:govern|develop|inter|under|impor|mini|presi|busi|compa|secu|poli)[a-z]{4,}\b/g),
      match => `${match[0].slice(0, 5)}- ${match[0].slice(5)}`,
    ),
  'detect/mixed-script': text =>
    replaceAt(text, middle(text, /\b[a-z]+[aeo][a-z]+\b/g), match =>
      match[0].replace(/[aeo]/, letter => ({a: 'а', e: 'е', o: 'о'})[letter] ?? letter),
    ),
  'detect/repeated-paragraph': text => {
    const match = middle(text, /[^\n]{120,}/g)
    return (
      match && {
        text: `${text.trimEnd()}\n${match[0]}\n`,
        start: text.trimEnd().length + 1,
        end: text.trimEnd().length + 1 + match[0].length,
      }
    )
  },
  'detect/truncated': text => {
    const match = [...text.matchAll(/[^\n]{120,}/g)].at(-1)
    if (!match) return undefined
    const cut = match[0].slice(0, Math.max(80, match[0].lastIndexOf(' ', match[0].length - 30)))
    return {
      text: `${text.slice(0, match.index)}${cut}...`,
      start: match.index,
      end: match.index + cut.length + 3,
    }
  },
  'detect/wrong-articles': text => {
    const made = text.replace(/\b(an?) (?=[b-df-gj-np-tv-z])/g, 'an ')
    return {text: made, start: 0, end: made.length}
  },
  'detect/untranslated': text =>
    replaceAt(text, middle(text, /(?<=[a-z] )[a-z]+ [a-z]+(?= [a-z])/g), () => 'подготовка к зиме'),
  'detect/mixed-language': text =>
    replaceAt(
      text,
      middle(text, /^[^\n]{150,}$/gm),
      () =>
        'Nadie sabía quién iba a pagar las obras del puente, y el alcalde no quiso decir en público cuánto dinero había en la caja de la ciudad ni cuándo se podría empezar con los trabajos que tanta falta hacen.',
    ),
  'detect/broken-number': text =>
    replaceAt(
      text,
      middle(text, /\b\d\.\d\b(?!\.)/g),
      match =>
        `${['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'][Number(match[0][0])]}${match[0].slice(1)}`,
    ),
}

const given = process.argv.slice(2)
if (given.length === 0 && !existsSync(SHARED))
  throw new Error('Expected folders of clean English texts as arguments')
const folders =
  given.length > 0
    ? given
    : readdirSync(SHARED)
        .sort()
        .map(name => join(SHARED, name))

const found = new Map<string, {planted: number; found: number}>()
let characters = 0
let seconds = 0
let quiet = 0
let all = 0
for (const folder of folders) {
  const flags = new Map<string, number>()
  let words = 0
  let flaggedTexts = 0
  const files = readdirSync(folder)
    .filter(name => name.endsWith('.txt'))
    .sort()
  for (const file of files) {
    const text = readFileSync(join(folder, file), 'utf8')
    words += text.split(/\s+/).length
    characters += text.length
    const before = process.cpuUsage()
    const messages = check(text)
    const {user, system} = process.cpuUsage(before)
    seconds += (user + system) / 1e6
    for (const message of messages) flags.set(message.ruleId, (flags.get(message.ruleId) ?? 0) + 1)
    if (messages.length > 0) flaggedTexts += 1
    for (const [rule, plant] of Object.entries(damages)) {
      const damage = plant(text)
      if (!damage) continue
      const count = found.get(rule) ?? {planted: 0, found: 0}
      const hit = check(damage.text).some(
        ({ruleId, span}) => ruleId === rule && span && span.start < damage.end && span.end > damage.start,
      )
      found.set(rule, {planted: count.planted + 1, found: count.found + (hit ? 1 : 0)})
    }
  }
  const total = [...flags.values()].reduce((sum, count) => sum + count, 0)
  quiet += total
  all += words
  console.log(
    `${basename(folder)}: ${((1000 * total) / words).toFixed(3)} flags per 1,000 words, ${flaggedTexts} of ${files.length} texts with any; ${
      [...flags]
        .sort()
        .map(([rule, count]) => `${rule.slice('detect/'.length)} ${count}`)
        .join(', ') || 'none'
    }`,
  )
}
console.log(`all: ${((1000 * quiet) / all).toFixed(3)} flags per 1,000 words of clean text`)
for (const [rule, {planted, found: hits}] of [...found].sort()) {
  console.log(`planted ${rule}: found ${hits} of ${planted} (${(hits / planted).toFixed(3)})`)
}
console.log(`speed of one core: ${(characters / 1e6 / seconds).toFixed(1)} MB/s`)
