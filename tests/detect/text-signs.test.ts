import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {unitsOf} from '../../src/compute/text-units.ts'
import {signs, signsOf} from '../../src/detect/text-signs.ts'

const signsIn = (text: string): number => signsOf(unitsOf(`\n\n${text}\nThe next a E`), 2, text.length + 2)

type Sign = keyof typeof signs

/** What the detectors look for, of each sign, as patterns that are slow and plain. */
const sought: Readonly<Record<Sign, RegExp>> = {
  stopInside: /\p{Ll}[.!?"”’»)“‘«]{1,2}\p{Lu}/u,
  oddNumber:
    /[a-z][.,-]\d|(?:zero|one|two|three|four|five|six|seven|eight|nine|ten)\.[a-z]|\d[.,][a-z]|[$€£][a-z]|[a-z]%|% per|[$] ?\d|\d ,\d|\d ?\/ ?\d|\d(?:st|nd|rd|th)\b|[a-z] 3\d|3\d [A-Z]|-(?:nineteen|two|seven|eight|twenty|one)\b/i,
  brokenWord: /[a-z][-‐¬] [a-z]|[a-z][015|¦¬~^][a-z]|[A-Za-z] [A-Za-z] [A-Za-z] /,
  oddArticle:
    /(?:(?<=[\p{L},;:"“(] ?)(?<![\p{L}\p{N}'’.&-])|(?<=^|[.!?]["”’]? ))(?:[aA] [aeiou]|[aA]n (?:[b-df-hj-np-tv-z]|ewe|once|ouija))/u,
  beyondLatin: /[\u0250-\u1fff\u2100-\uffff]/,
}
const names = Object.keys(signs) as Sign[]

const pieces = [
  ...' aAeEnoOzZTé\n09135.,;:!?"”’»)(“‘«-‐¬/%$€£|¦~^中ё𝐀',
  'one',
  'Nine',
  'st',
  'TH ',
  'per',
  'twenty',
  ' a ',
  ' An ',
  'once',
  'ewe',
  ' b c ',
]

describe('the signs of a text', () => {
  it('are there wherever a detector could find something', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), {maxLength: 12}), parts => {
        const text = parts.join('')
        const found = signsIn(text)
        for (const name of names)
          if (sought[name].test(text))
            expect(`${text}: ${found & signs[name]}`).toBe(`${text}: ${signs[name]}`)
      }),
      {numRuns: 20_000},
    )
  })

  it('are missing from what is in order', () => {
    const text =
      'In 2019, a man of 54 (an old friend’s brother) paid £3.50 to the U.K. for a “well-known” book. An old man, he said: “No!”'
    expect(signsIn(text)).toBe(0)
  })

  it('are told from one another', () => {
    const cases: readonly (readonly [string, Sign])[] = [
      ['It was the end.The next day came.', 'stopInside'],
      ['He was the 21th of them.', 'oddNumber'],
      ['It cost zero.5 percent more.', 'oddNumber'],
      ['The govern- ment said so.', 'brokenWord'],
      ['He said r e a d this.', 'brokenWord'],
      ['He ate an banana.', 'oddArticle'],
      ['a apple fell.', 'oddArticle'],
      ['The word мир was left.', 'beyondLatin'],
    ]
    for (const [text, name] of cases) expect(signsIn(text), text).toBe(signs[name])
  })
})
