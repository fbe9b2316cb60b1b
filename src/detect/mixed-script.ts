import {type Detector, type Finding, textsWith} from './finding.ts'
import {signs} from './text-signs.ts'

/** Letters of one script that look like letters of another. */
const pairs: readonly (readonly [string, string])[] = [
  ['А', 'A'],
  ['В', 'B'],
  ['Е', 'E'],
  ['К', 'K'],
  ['М', 'M'],
  ['Н', 'H'],
  ['О', 'O'],
  ['Р', 'P'],
  ['С', 'C'],
  ['Т', 'T'],
  ['Х', 'X'],
  ['І', 'I'],
  ['Ѕ', 'S'],
  ['Ј', 'J'],
  ['а', 'a'],
  ['е', 'e'],
  ['о', 'o'],
  ['р', 'p'],
  ['с', 'c'],
  ['у', 'y'],
  ['х', 'x'],
  ['і', 'i'],
  ['ѕ', 's'],
  ['ј', 'j'],
]
const toLatin = new Map(pairs)
const toCyrillic = new Map(pairs.map(([cyrillic, latin]) => [latin, cyrillic]))

/** No word is longer. */
const LONGEST = 60

const wordPattern = /[A-Za-z\p{Script=Cyrillic}]{3,}/gu
const hasLatin = /[A-Za-z]/
const hasCyrillic = /\p{Script=Cyrillic}/u

/**
 * A word with letters of two scripts that look alike (`Рutin` with a Cyrillic letter): it reads well and is found by no
 * search. The repair is certain where every letter of one script has its double in the other.
 */
export const detectMixedScripts: Detector = ({prose}) => {
  const findings: Finding[] = []
  for (const text of textsWith(signs.beyondLatin, prose)) {
    if (!hasCyrillic.test(text.text)) continue
    for (const match of text.text.matchAll(wordPattern)) {
      const word = match[0]
      if (word.length > LONGEST || !hasLatin.test(word) || !hasCyrillic.test(word)) continue
      const latin = [...word].filter(letter => /[A-Za-z]/.test(letter))
      const cyrillic = [...word].filter(letter => !/[A-Za-z]/.test(letter))
      const asLatin = cyrillic.every(letter => toLatin.has(letter))
      const asCyrillic = latin.every(letter => toCyrillic.has(letter))
      if (!asLatin && !asCyrillic) continue
      // Where both would do, the script with more letters of its own is meant.
      const meant = asLatin && asCyrillic ? latin.length >= cyrillic.length : asLatin
      const table = meant ? toLatin : toCyrillic
      findings.push({
        ruleId: 'detect/mixed-script',
        severity: 'warning',
        reason: `\`${word}\` has ${meant ? 'Cyrillic' : 'Latin'} letters among ${meant ? 'Latin' : 'Cyrillic'} ones that look the same; replace them`,
        text,
        start: match.index,
        end: match.index + word.length,
        expected: [{text: [...word].map(letter => table.get(letter) ?? letter).join(''), score: 0.98}],
      })
    }
  }
  return findings
}
