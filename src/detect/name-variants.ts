import {findNames} from './find-names.ts'
import type {Detector, Finding, KeptText} from './finding.ts'
import {isOneApart, nameKey} from './name-key.ts'
import {englishWords, levelOfWord} from './word-cases.ts'

/**
 * One name spelled several ways in one text, as machine translation does: `Witkoff`, `Wittkoff`, `Vitkov`.
 *
 * Two spellings are taken for one name when they are the same to a reader of another script (`nameKey`), or one letter
 * apart with the same first name or title before them, and nothing speaks against it: different first names, a
 * sentence that mentions both, a plural, an ending, an ordinary word. The
 * repair is the spelling that comes with a first name, or is used most.
 */
export const detectNameVariants: Detector = (texts, language) => {
  const groups = groupNames(texts, language)
  const findings: Finding[] = []
  for (const group of groups) {
    const best = group.reduce((left, right) => (weight(right) > weight(left) ? right : left))
    const forms = group.map(name => `\`${name.form}\` ${name.mentions.length}`).join(', ')
    for (const name of group) {
      if (name === best) continue
      for (const mention of name.mentions) {
        findings.push({
          ruleId: 'detect/name-variants',
          severity: 'warning',
          reason: `One name is spelled ${group.length} ways in this text (${forms} times); use one, as machine translation does not`,
          text: mention.text,
          start: mention.start,
          end: mention.start + name.form.length,
          expected: [{text: best.form, score: REPAIR_SCORE}],
        })
      }
    }
  }
  return findings.sort((left, right) => left.text.block - right.text.block || left.start - right.start)
}

/** The spelling that comes with a first name was looked up by someone; then the one used most. */
const weight = (name: Name): number => (firstNames(name).length > 0 ? 1_000_000 : 0) + name.mentions.length

/** The majority's spelling is not always the right one. */
const REPAIR_SCORE = 0.8
/** Shorter names collide by chance. */
const SHORTEST = 5
/** One letter apart proves something only in longer names. */
const SHORTEST_DISTANT = 6
/** UTF-16 units looked at on either side of a mention. */
const REACH = 40
/** A shorter word beside two names proves nothing: an initial, a particle. */
const SHORTEST_COMPANY = 4
/** A text with more different names is a list; comparing its names proves nothing. */
const MOST_NAMES = 2_000

type Mention = {readonly text: KeptText; readonly start: number}

type Name = {
  readonly form: string
  readonly key: string
  readonly mentions: Mention[]
}

/** A lower-case word of prose: not a part of an address. */
const lowerPattern = /(?<![\p{L}\p{N}./_@#-])\p{Ll}{5,}(?![\p{L}\p{N}/_-])/gu

const collectNames = (texts: readonly KeptText[]): Name[] => {
  const names = new Map<string, Name>()
  for (const text of texts) {
    if (text.kind === 'code') continue
    const places = findNames(text.text)
    for (let index = 0; index < places.length; index += 2) {
      const [start, end] = [places[index] as number, places[index + 1] as number]
      if (end - start < SHORTEST) continue
      const form = text.text.slice(start, end)
      const mention = {text, start}
      const name = names.get(form)
      if (name) name.mentions.push(mention)
      else names.set(form, {form, key: nameKey(form), mentions: [mention]})
    }
  }
  return [...names.values()]
}

const groupBy = <T>(items: readonly T[], keysOf: (item: T) => Iterable<string>): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key)
      if (group) group.push(item)
      else groups.set(key, [item])
    }
  }
  return groups
}

/** Two keys of six letters and more that are one letter apart share their first three letters or their last three. */
const keyEnds = (key: string): string[] =>
  key.length < SHORTEST_DISTANT ? [key] : [key, `${key.slice(0, 3)}-`, `-${key.slice(-3)}`]

/** Beginnings and ends of keys that were met, as a hash of each: most are in no other key. */
const met = new Uint8Array(4096)
const placeOf = (letters: number): number => Math.imul(letters, 0x9e3779b1) >>> 20

/** Three letters as a number: those of the alphabet in a number of their own, others perhaps not. */
const packed = (key: string, at: number): number =>
  (key.charCodeAt(at) << 20) ^ (key.charCodeAt(at + 1) << 10) ^ key.charCodeAt(at + 2)

/** Whether two names have one key or two that are one letter apart: in most texts none have, and nothing need be grouped. */
const areSomeNear = (names: readonly Name[]): boolean => {
  met.fill(0)
  for (let index = 0; index < names.length; index += 1) {
    const {key} = names[index] as Name
    const head = placeOf(packed(key, 0))
    const tail = placeOf(~packed(key, key.length - 3))
    if ((met[head] === 1 || met[tail] === 1) && isNearEarlier(names, index)) return true
    met[head] = 1
    met[tail] = 1
  }
  return false
}

/** Whether one of the names before a name has its key, or one that is one letter apart. */
const isNearEarlier = (names: readonly Name[], index: number): boolean => {
  const {key} = names[index] as Name
  for (let earlier = 0; earlier < index; earlier += 1) {
    const rival = (names[earlier] as Name).key
    if (Math.abs(key.length - rival.length) > 1) continue
    if (key === rival || (rival.length >= SHORTEST_DISTANT && isOneApart(key, rival))) return true
  }
  return false
}

const groupNames = (texts: readonly KeptText[], language: string): Name[][] => {
  const names = collectNames(texts)
  if (names.length > MOST_NAMES) return []
  if (!areSomeNear(names)) return []
  const near = [...groupBy(names, name => keyEnds(name.key)).values()].filter(group => group.length > 1)
  const isName = nameTest(texts, language)
  const groups: Name[][] = []
  const taken = new Set<Name>()
  for (const bucket of groupBy(names, name => [name.key]).values()) {
    const candidates = bucket.length > 1 ? bucket.filter(isName) : []
    const group = candidates.filter(name =>
      candidates.some(other => other !== name && isSameKeyed(name, other, language)),
    )
    if (group.length < 2) continue
    groups.push(group)
    for (const name of group) taken.add(name)
  }
  for (const bucket of near) {
    for (const [index, left] of bucket.entries()) {
      for (const right of bucket.slice(index + 1)) {
        if (left.key === right.key || taken.has(left) || taken.has(right) || !isDistantVariant(left, right))
          continue
        if (!isName(left) || !isName(right)) continue
        groups.push([left, right])
        taken.add(left).add(right)
      }
    }
  }
  return groups
}

/** An ordinary word with a capital is no name: in a heading, at the start of a sentence, in a menu. */
const nameTest = (texts: readonly KeptText[], language: string): ((name: Name) => boolean) => {
  const words = language === 'eng' ? englishWords() : undefined
  // Most texts have no two names to ask about: count their words when one does.
  let lower: Set<string> | undefined
  return name => {
    lower ??= new Set(texts.flatMap(text => text.text.match(lowerPattern) ?? []))
    const lowered = name.form.toLowerCase()
    const level = words && levelOfWord(words, lowered)
    return !lower.has(lowered) && !(level && level.lower >= ORDINARY && level.lower >= level.name)
  }
}

/** Met some seven times in lower case, and more often so than as a name. */
const ORDINARY = 3

/** Same key: taken for one name unless something speaks against it. */
const isSameKeyed = (left: Name, right: Name, language: string): boolean => {
  if (foldCase(left.form) === foldCase(right.form)) return false
  if (isDerived(left.form, right.form) || isDerived(right.form, left.form)) return false
  if (speaksAgainst(left, right)) return false
  return !capitalisesNouns.has(language) || speaksFor(left, right)
}

/** Languages that write every noun with a capital: there, a capital proves no name. */
const capitalisesNouns = new Set(['deu', 'ltz', 'nds', 'gsw', 'und'])

const foldCase = (form: string): string =>
  form
    .normalize('NFD')
    .replace(/[\p{M}'’ʼ-]/gu, '')
    .toLowerCase()

/** A plural, a possessive or an ending: `Robert` and `Roberts`, `Clark` and `Clarke` may be two. */
const isDerived = (short: string, long: string): boolean => {
  if (long.length <= short.length || !long.startsWith(short)) return false
  return (
    /^(?:s|es|e|n|en|an|ian|er|ers|a|i|in|ese|ish|o|u|y)$/.test(long.slice(short.length)) &&
    !/ski|sky/.test(long.slice(-4))
  )
}

const sentenceEnd = /[.!?](?=["”’)\]]*\s)/

const speaksAgainst = (left: Name, right: Name): boolean => {
  // Both in one sentence, close together: `Phillips and Philips`.
  for (const one of left.mentions) {
    for (const other of right.mentions) {
      if (one.text !== other.text || Math.abs(one.start - other.start) > 150) continue
      const between = one.text.text.slice(Math.min(one.start, other.start), Math.max(one.start, other.start))
      if (!sentenceEnd.test(between)) return true
    }
  }
  // Different surnames: `Patrick Vieira` and `Patrik Berger`.
  if (differ(followers(left), followers(right))) return true
  return differ(firstNames(left), firstNames(right))
}

/** The capitalised words right after its mentions. */
const followers = (name: Name): string[] =>
  name.mentions.flatMap(({text, start}) => {
    const end = start + name.form.length
    const word = /^ (\p{Lu}[\p{L}\p{M}'’]+)/u.exec(text.text.slice(end, end + REACH))?.[1]
    return word ? [word.replace(/['’]s$/, '')] : []
  })

const differ = (left: readonly string[], right: readonly string[]): boolean =>
  left.length > 0 && right.length > 0 && !left.some(one => right.some(other => isSimilar(one, other)))

/** Words that stand before a name and are no first name. */
const titles = new Set(
  'mr mrs ms miss dr prof sir dame lord lady president minister prime secretary senator governor mayor judge justice general admiral colonel captain king queen prince princess pope chancellor ambassador envoy chairman chief director doctor professor officer advisor adviser commander the a an but and when while if in on for with by from to at as after before since because said says meanwhile then monsieur madame herr frau señor senor'.split(
    ' ',
  ),
)

/** Neither a title nor an ordinary word that opens a sentence. English serves as a guess for every language. */
const isFirstName = (word: string): boolean => {
  const lowered = word.toLowerCase().replace('.', '')
  if (titles.has(lowered)) return false
  const level = levelOfWord(englishWords(), lowered)
  return !level || level.lower <= level.name + 1
}

/** The capitalised words right before its mentions, titles left out. */
const firstNames = (name: Name): string[] =>
  name.mentions.flatMap(({text, start}) => {
    const word = /(\p{Lu}[\p{L}\p{M}'’]*\.?) $/u.exec(text.text.slice(Math.max(0, start - REACH), start))?.[1]
    return word && isFirstName(word) ? [word] : []
  })

const isSimilar = (left: string, right: string): boolean => {
  if (left[0] === right[0] && (left.length <= 2 || right.length <= 2)) return true // an initial
  const one = nameKey(left.replace('.', ''))
  const other = nameKey(right.replace('.', ''))
  return (
    one === other ||
    (Math.min(one.length, other.length) >= 4 && isOneApart(one, other)) ||
    one.startsWith(other) ||
    other.startsWith(one)
  )
}

/** The same first name before both. */
const speaksFor = (left: Name, right: Name): boolean => share(firstNames(left), firstNames(right))

const share = (left: readonly string[], right: readonly string[]): boolean => {
  const keys = new Set(right.filter(word => word.length >= SHORTEST_COMPANY).map(nameKey))
  return left.some(word => word.length >= SHORTEST_COMPANY && keys.has(nameKey(word)))
}

/** One letter apart: taken for one name only when the same first name stands before both, or the same surname after. */
const isDistantVariant = (left: Name, right: Name): boolean => {
  if (left.key.length < SHORTEST_DISTANT || right.key.length < SHORTEST_DISTANT) return false
  if (!isOneApart(left.key, right.key)) return false
  if (isDerived(left.form, right.form) || isDerived(right.form, left.form)) return false
  return (speaksFor(left, right) || share(followers(left), followers(right))) && !speaksAgainst(left, right)
}
