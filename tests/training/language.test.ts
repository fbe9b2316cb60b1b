/**
 * The path to another language, as `training/README.md` describes it, walked from plain text to a model: in a made-up
 * language whose words keep to their topics, so that a word from another topic is as wrong as a spinner's.
 */
import {execFileSync} from 'node:child_process'
import {existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {independentOdds, type Judge, judgeText, readJudge} from '../../src/detect/swap-judge.ts'
import {repairsFor, sharesOf, suspectsOf} from '../../src/detect/swap-suspects.ts'
import {tally} from '../../src/detect/swap-tally.ts'
import {verdictOf} from '../../src/detect/swap-verdict.ts'
import {randomFrom} from '../../training/english/texts.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const home = mkdtempSync(join(tmpdir(), 'copydesk-language-'))
const steps = ['vocabulary', 'counts', 'candidates', 'cases', 'vectors', 'weights', 'verdict']
const random = randomFrom(21)
const below = (end: number): number => Math.floor(random() * end)

/** Different words of two to four syllables. */
const makeWords = (() => {
  const made = new Set<string>()
  const syllables = ['ba', 'do', 'fi', 'gu', 'ke', 'lo', 'mi', 'na', 'pe', 'ro', 'su', 'ta', 'vi', 'zo']
  return (count: number): string[] =>
    Array.from({length: count}, () => {
      for (;;) {
        const word = Array.from({length: 2 + below(3)}, () => syllables[below(syllables.length)]).join('')
        if (made.has(word)) continue
        made.add(word)
        return word
      }
    })
})()

const topics = 12
const little = makeWords(140)
const nouns = Array.from({length: topics}, () => makeWords(14))
const verbs = Array.from({length: topics}, () => makeWords(8))
/** A word's synonyms: the words of the same number in the next two topics. */
const synonyms = new Map(
  [nouns, verbs].flatMap(kind =>
    kind.flatMap((words, topic) =>
      words.map((word, index): [string, string[]] => [
        word,
        [1, 2].map(step => kind[(topic + step) % topics]?.[index] ?? ''),
      ]),
    ),
  ),
)

const pick = (words: readonly string[] | undefined): string => words?.[below(words.length)] ?? ''
const littleWord = (): string => little[Math.floor(little.length * random() ** 1.5)] ?? ''
const sentence = (topic: number): string => {
  const words = [
    littleWord(),
    pick(nouns[topic]),
    pick(verbs[topic]),
    littleWord(),
    littleWord(),
    pick(nouns[topic]),
  ]
  const [first = '', ...rest] = random() < 0.5 ? words : [...words, littleWord(), pick(nouns[topic])]
  return `${first.charAt(0).toUpperCase()}${first.slice(1)} ${rest.join(' ')}.`
}
const makeText = (): string => {
  const topic = below(topics)
  return Array.from({length: 16}, () => sentence(topic)).join(' ')
}
/** Swaps a share of the content words, and says what stood there. */
const spin = (text: string, share: number): {text: string; swaps: Map<string, string>} => {
  const swaps = new Map<string, string>()
  const spun = text.replace(/[a-z]+/g, word => {
    const others = synonyms.get(word)
    if (!others || random() > share) return word
    const other = pick(others)
    swaps.set(other, word)
    return other
  })
  return {text: spun, swaps}
}

let judge: Judge
beforeAll(() => {
  const cache = join(home, '.cache', 'xxx')
  mkdirSync(cache, {recursive: true})
  writeFileSync(join(cache, 'text.txt'), Array.from({length: 1_500}, makeText).join('\n'))
  const pairs = [...synonyms].flatMap(([word, others]) => others.map(other => `${word}\t${other}`))
  writeFileSync(join(cache, 'pairs.tsv'), `${pairs.join('\n')}\n`)
  for (const step of steps) {
    execFileSync(process.execPath, [join(root, 'training', 'english', `${step}.ts`)], {
      env: {...process.env, COPYDESK_LANGUAGE: 'xxx', COPYDESK_TRAINING: home},
      stdio: 'pipe',
    })
  }
  judge = readJudge(pathToFileURL(`${join(home, 'models', 'xxx')}/`))
}, 180_000)
afterAll(() => rmSync(home, {recursive: true, force: true}))

const scoreOf = (text: string): number => {
  const judged = judgeText(judge, text)
  return verdictOf(tally(judged, independentOdds(judged)), judge.weights.verdict)
}

describe('a model trained from plain text', () => {
  it('is complete', () => {
    for (const name of [
      'words.txt',
      'word-index.bin',
      'cases.bin',
      'pairs.bin',
      'vectors.bin',
      'weights.json',
    ])
      expect(existsSync(join(home, 'models', 'xxx', name)), name).toBe(true)
  })

  it('tells texts that it never saw from the same texts spun', () => {
    const texts = Array.from({length: 60}, makeText)
    const good = texts.map(scoreOf)
    const spun = texts.map(text => scoreOf(spin(text, 0.25).text))
    const wins = spun.reduce((sum, score) => sum + good.filter(other => other < score).length, 0)
    expect(wins / (good.length * spun.length)).toBeGreaterThan(0.95)
  })

  it('finds the words that were put there, and what stood there before', () => {
    let flags = 0
    let right = 0
    let repaired = 0
    for (const {text, swaps} of Array.from({length: 40}, () => spin(makeText(), 0.15))) {
      const judged = judgeText(judge, text)
      for (const {unit, start, end} of suspectsOf(judged, sharesOf(judged))) {
        const original = swaps.get(text.slice(start, end).toLowerCase())
        flags += 1
        if (original === undefined) continue
        right += 1
        if (repairsFor(judge, judged, unit, 1).expected[0] === original) repaired += 1
      }
    }
    expect(flags).toBeGreaterThan(100)
    expect(right / flags).toBeGreaterThan(0.8)
    expect(repaired / right).toBeGreaterThan(0.7)
  })
})
