import type {LabelledPage} from './labelled-page.ts'

/** A script to write pages in that no word list knows. */
type Script = {
  readonly first: number
  readonly letters: number
  /** Letters of the script for one Latin letter. */
  readonly ratio: number
  readonly spaces: boolean
  /** Distance from small to capital letters, 0 where there is no case. */
  readonly capitals: number
  readonly stop: string
  readonly comma: string
}

const scripts: readonly Script[] = [
  {first: 0x915, letters: 36, ratio: 0.8, spaces: true, capitals: 0, stop: '।', comma: ','},
  {first: 0x5d0, letters: 26, ratio: 0.8, spaces: true, capitals: 0, stop: '.', comma: ','},
  {first: 0x627, letters: 35, ratio: 0.8, spaces: true, capitals: 0, stop: '.', comma: '،'},
  {first: 0x430, letters: 32, ratio: 1, spaces: true, capitals: -32, stop: '.', comma: ','},
  {first: 0x4e00, letters: 3000, ratio: 0.3, spaces: false, capitals: 0, stop: '。', comma: '，'},
  {first: 0x3041, letters: 80, ratio: 0.4, spaces: false, capitals: 0, stop: '。', comma: '、'},
  {first: 0xe01, letters: 46, ratio: 0.7, spaces: false, capitals: 0, stop: '', comma: ''},
]

const hash = (text: string): number => {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0
  }
  return value
}

const isUpper = (character: string): boolean => character !== character.toLowerCase()

/** The same word always comes out the same. */
const translateWord = (word: string, script: Script): string => {
  const length = Math.max(1, Math.round(word.length * script.ratio))
  let state = hash(word.toLowerCase())
  let out = ''
  for (let index = 0; index < length; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const small = script.first + ((state >>> 8) % script.letters)
    const shout = word.length > 1 && word === word.toUpperCase()
    const capital = script.capitals !== 0 && (shout || (index === 0 && isUpper(word.charAt(0))))
    out += String.fromCharCode(capital ? small + script.capitals : small)
  }
  return out
}

const translateLine = (line: string, script: Script): string => {
  const words = line.replace(/[\p{L}\p{M}]+(?:['’]\p{L}+)?/gu, word => translateWord(word, script))
  const stopped = words.replace(/\.(?=["”’)]?(?:\s|$))/g, script.stop).replace(/,(?=\s)/g, script.comma)
  const spaced = script.spaces ? stopped : stopped.replace(/(?<=[^\d\s]) (?=[^\d\s])/g, '')
  return spaced.trim() === '' ? line : spaced.trim()
}

/** The page in a script and language that nobody knows: every word a string of its letters, its labels unreadable. */
export const foreignPage = (page: LabelledPage, random: () => number): LabelledPage => {
  const script = scripts[Math.floor(random() * scripts.length)] as Script
  return {
    ...page,
    variant: 'foreign',
    title: page.title === '' ? '' : translateLine(page.title, script),
    lines: page.lines.map(line => translateLine(line, script)),
  }
}
