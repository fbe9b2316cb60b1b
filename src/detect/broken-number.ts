import {matchesOf} from '../document/matches-of.ts'
import {type Detector, type Finding, textsWith} from './finding.ts'
import {signs as textSigns} from './text-signs.ts'

/** A pattern of numbers and dates that no writer writes, and what it stood for. */
type Sign = {
  readonly pattern: RegExp
  readonly what: string
  /** The repair, where it is certain. */
  readonly repair?: (match: RegExpMatchArray) => string | undefined
}

const units =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const unit = units.join('|')
const ten = tens.join('|')
const months = 'January|February|March|April|June|July|August|September|October|November|December'

const digitsOf = (word: string): string => {
  const small = units.indexOf(word.toLowerCase())
  if (small >= 0) return String(small)
  const large = tens.indexOf(word.toLowerCase())
  return large >= 0 ? String((large + 2) * 10) : word
}

const ordinal = (number: string): string => {
  const last = number.slice(-1)
  if (/1[123]$/.test(number)) return `${number}th`
  return number + (last === '1' ? 'st' : last === '2' ? 'nd' : last === '3' ? 'rd' : 'th')
}

const longestDay = (month: string): number =>
  month === 'February' ? 29 : /^(?:April|June|September|November)$/.test(month) ? 30 : 31

const signs: readonly Sign[] = [
  {
    what: 'A number is half word, half digits',
    pattern: new RegExp(`(?<![\\w./-])(${unit})([.,])(\\d+)\\b`, 'gi'),
    repair: ([, word = '', point = '', rest = '']) =>
      point === '.' || rest.length === 3 ? digitsOf(word) + point + rest : undefined,
  },
  {
    what: 'A number is half word, half digits',
    pattern: new RegExp(`\\b(${ten})-(\\d)\\b`, 'gi'),
    repair: ([, word = '', digit = '']) => String(Number(digitsOf(word)) + Number(digit)),
  },
  {
    what: 'A number is half digits, half word',
    pattern: /\b(\d+)([.,])(zero|one|two|three|four|five|six|seven|eight|nine)\b/gi,
    repair: ([, digits = '', point = '', word = '']) =>
      point === '.' ? `${digits}.${digitsOf(word)}` : undefined,
  },
  {
    what: 'A number has a point between words',
    pattern: new RegExp(`(?<![\\w./-])(${unit})\\.(${unit})\\b(?![./-])`, 'gi'),
    repair: ([, left = '', right = '']) => `${digitsOf(left)}.${digitsOf(right)}`,
  },
  {
    what: 'A sign of money or percent stands by a number in words',
    pattern: new RegExp(
      `[$€£](?:${unit}|${ten}|hundred)\\b(?!\\.\\w)|\\b(?:${unit}|${ten}|hundred|thousand)%`,
      'gi',
    ),
  },
  {
    what: 'A name that ends in a number has the number in words',
    pattern: /\b(COVID|CO|G|H1N|Sputnik|Boeing)-(nineteen|two|seven|eight|twenty|one)\b/gi,
    repair: ([, name = '', word = '']) => `${name}-${digitsOf(word)}`,
  },
  {
    what: 'Degrees are counted in something else',
    pattern:
      /\b(\d+|zero|minus \w+|[a-z]+ty(?:-\w+)?) (?:levels?|ranges?|stages?|tiers?|diplomas?|ranks?|grades?) (Fahrenheit|Celsius|centigrade)\b/gi,
    repair: ([, number = '', scale = '']) => `${number} degrees ${scale}`,
  },
  {
    what: 'A fraction of one million is no number anybody says',
    pattern:
      /\b\d ?\/ ?\d of (?:one|a|1) (?:hundred|thousand|million|billion|trillion)\b|\b\d ?\/ ?\d (?:one )?(?:million|billion|trillion)s?\b/gi,
  },
  {
    what: 'A number of numbers is no number anybody says',
    pattern:
      /\b(?:tens|hundreds|thousands|millions|lots|masses|heaps|loads) of (?:lots|loads|heaps|masses|plenty|bunches|hundreds|tens) of\b/gi,
  },
  {
    what: 'The unit is said twice',
    pattern:
      /\d ?% (?:percent|per cent)\b|[$] ?\d[\d,.]* (?:million |billion )?(?:greenbacks|bucks dollars|dollars dollars)\b/gi,
  },
  {
    what: 'A number is broken by spaces',
    pattern: /(?<![\d.,])(\d{1,3}) ,(\d{3})\b(?![\d,])/g,
    repair: ([, left = '', right = '']) => `${left},${right}`,
  },
  {
    what: 'An ordinal has the ending of another',
    pattern:
      /\b(\d*?(?:1[123](?:st|nd|rd)|(?<!1)1(?:nd|rd|th)|(?<!1)2(?:st|rd|th)|(?<!1)3(?:st|nd|th)|[04-9](?:st|nd|rd)))\b/g,
    repair: ([whole]) => ordinal(whole.slice(0, -2)),
  },
  {
    what: 'There is no such day',
    pattern: new RegExp(`\\b(${months}) (3[0-9])(?=, \\d{4}\\b|[.;)]|$)|\\bon (3[0-9]) (${months})\\b`, 'g'),
  },
]

/** Words of patterns that need no odd number. */
const rareWords = /s of [a-z]+ of |fahrenheit|celsius|centigrade/i

/** What each of the patterns contains, in one pass. */
const mayBe =
  /[a-z][.,-]\d|(?:zero|one|two|three|four|five|six|seven|eight|nine|ten)\.[a-z]|\d[.,][a-z]|[$€£][a-z]|[a-z]%|% per|\d ,\d|\d ?\/ ?\d|\d(?:st|nd|rd|th)\b|[a-z] 3\d|3\d [A-Z]|-(?:nineteen|two|seven|eight|twenty|one)\b|Fahrenheit|Celsius|centigrade|greenbacks|dollars|s of [a-z]+ of /i

/**
 * Numbers and dates as machine translation and word swappers leave them: `zero.5 percent`, `twenty-4 hours`,
 * `1/4 of one million`, `zero levels Fahrenheit`, `the 21th`. English only; each pattern is one no careful writer makes.
 */
export const detectBrokenNumbers: Detector = ({prose, whole}, language) => {
  if (language !== 'eng') return []
  const findings: Finding[] = []
  for (const text of rareWords.test(whole) ? prose : textsWith(textSigns.oddNumber, prose)) {
    if (!mayBe.test(text.text)) continue
    for (const {pattern, what, repair} of signs) {
      for (const match of matchesOf(pattern, text.text)) {
        if (isHonest(match)) continue
        const expected = repair?.(match)
        findings.push({
          ruleId: 'detect/broken-number',
          severity: 'warning',
          reason: `${what}: \`${match[0]}\`; look up what it was`,
          text,
          start: match.index,
          end: match.index + match[0].length,
          ...(expected === undefined || expected === match[0]
            ? {}
            : {expected: [{text: expected, score: 0.9}]}),
        })
      }
    }
  }
  return findings.sort((left, right) => left.text.block - right.text.block || left.start - right.start)
}

/** A day that its month has. */
const isHonest = (match: RegExpMatchArray): boolean => {
  const date = /^(?:on )?(?:(\d+) )?([A-Z][a-z]+)(?: (\d+))?$/.exec(match[0])
  const month = date?.[2]
  if (!month || !months.split('|').includes(month)) return false
  return Number(date[1] ?? date[3]) <= longestDay(month)
}
