import {hashStart, hashUnit} from '../compute/hash.ts'
import {unitsOf} from '../compute/text-units.ts'
import {type Detector, endOf, type Finding, type KeptPage, type KeptText} from './finding.ts'
import {findIds, type Sought, seekUpTo} from './vocabulary.ts'
import {
  englishWords,
  hasInnerCapital,
  innerCapital,
  levelOfWord,
  type WordCases,
  type WordLevel,
} from './word-cases.ts'

/**
 * Words glued together, where a dash, a line break or a menu's separator was lost: `morningthe`, `HomeHealth`.
 *
 * Lower case: a word no list knows that falls into two common words, one of which is a function word that no
 * compound is made with. Mixed case: a known word with a sentence or a name stuck to its end. Product names
 * (`YouTube`), names (`McDonald`), compounds and file names are left alone, and so is every language but English,
 * whose words alone are known here.
 */
export const detectGluedWords: Detector = (page, language) => {
  if (language !== 'eng') return []
  const words = englishWords()
  const candidates: Candidate[] = []
  collect(page, words, candidates)
  const counts = new Map<string, number>()
  for (const {token} of candidates) counts.set(token, (counts.get(token) ?? 0) + 1)
  const findings: Finding[] = []
  for (const candidate of candidates) {
    if ((counts.get(candidate.token) ?? 0) > MOST_REPEATS) continue
    const cut = candidate.mixed ? cutMixed(words, candidate) : cutLower(words, candidate.token)
    if (!cut) continue
    const parts = candidate.token.slice(0, cut.at)
    const rest = candidate.token.slice(cut.at)
    findings.push({
      ruleId: 'detect/glued-words',
      severity: 'warning',
      reason: `\`${candidate.token}\` is no word but \`${parts}\` and \`${rest}\` run together; put back what stood between them`,
      text: candidate.text,
      start: candidate.start,
      end: candidate.start + candidate.token.length,
      expected: [
        {text: `${parts} ${rest}`, score: cut.score},
        {text: `${parts} – ${rest}`, score: Math.round((1 - cut.score) * 100) / 100},
      ],
    })
  }
  return findings
}

type Candidate = {
  readonly text: KeptText
  readonly token: string
  readonly start: number
  readonly mixed: boolean
}

type Cut = {readonly at: number; readonly score: number}

/** What is glued is glued by accident; a form used again and again is a name. */
const MOST_REPEATS = 2
/** A made-up word of more than this is a hash, a hashtag or an address. */
const LONGEST = 40

/** Characters that make a token part of an address, a file name, a handle, a hyphenation or code. */
const isBound = (character: string): boolean => /[\p{L}\p{N}@#/\\_\-‑–+=&%$~*^|<>{}()'’.:]/u.test(character)

const isSentencePunctuation = (text: string, index: number): boolean => {
  const character = text[index]
  if (character !== '.' && character !== ':' && character !== "'" && character !== '’' && character !== ')')
    return false
  const next = text[index + 1]
  return (
    next === undefined ||
    /[\s"”’')\]]/.test(next) ||
    (/['’]/.test(character) && /^s\b/.test(text.slice(index + 1, index + 3)))
  )
}

/** Shorter tokens are codes, initials and typing errors. */
const SHORTEST_TOKEN = 6

const isBig = (code: number): boolean => code >= 65 && code <= 90

/**
 * The tokens of a text, runs of letters of `a` to `z` of either case, that may be words glued together. Apart from the
 * rest, so that what is seldom met lies outside the loop that is run for every character.
 */
const findTokens = (whole: string, units: Uint16Array): Sought => {
  // Only which tokens have capitals inside is to be known by their numbers.
  const tokens = seekUpTo(Math.ceil(whole.length / SHORTEST_TOKEN))
  const end = whole.length
  for (let at = 0; at < end; at += 1) {
    const start = at
    let hash = hashStart
    let bigs = 0
    let insideBigs = 0
    let wasSmall = 0
    for (;;) {
      const code = units[at] as number
      const small = code | 32
      // Behind the end stands a zero, which is no letter.
      if (code > 122 || small < 97 || small > 122) break
      const big = isBig(code) ? 1 : 0
      // Tokens with capitals are looked up as they are written, small letters alone.
      if (big === 0) hash = hashUnit(hash, code)
      bigs += big
      insideBigs += big & wasSmall
      wasSmall = 1 - big
      at += 1
    }
    const length = at - start
    if (length < SHORTEST_TOKEN || length > LONGEST || (bigs > 0 && insideBigs === 0)) continue
    const {count} = tokens
    tokens.hashes[count] = hash
    tokens.starts[count] = start
    tokens.ends[count] = at
    tokens.numbers[count] = insideBigs > 0 ? 1 : 0
    tokens.count += 1
  }
  return tokens
}

/** Whether a token may be glued: no known word, and nothing beside it that makes it part of something else. */
const isCandidate = (words: WordCases, whole: string, {start, end, mixed}: TokenPlace): boolean => {
  if (mixed && hasInnerCapital(words, whole.slice(start, end))) return false
  if (isBound(whole.charAt(start - 1)) && whole.charAt(start - 1) !== '(') return false
  return !isBound(whole.charAt(end)) || isSentencePunctuation(whole, end)
}

type TokenPlace = {readonly start: number; readonly end: number; readonly mixed: boolean}

const collect = ({prose, whole}: KeptPage, words: WordCases, into: Candidate[]): void => {
  const {vocabulary, levels} = words
  const units = unitsOf(whole)
  const tokens = findTokens(whole, units)
  findIds(vocabulary, units, tokens)
  const places = strangePlaces(tokens, levels).filter(place => isCandidate(words, whole, place))
  let index = 0
  for (const {start, end, mixed} of places) {
    while (start >= endOf(prose[index] as KeptText)) index += 1
    const text = prose[index] as KeptText
    into.push({text, token: whole.slice(start, end), start: start - text.begin, mixed})
  }
}

/** Where tokens stand that are no known words, as nearly every token is, or have capitals inside. */
const strangePlaces = (tokens: Sought, levels: Uint8Array): TokenPlace[] => {
  const places: TokenPlace[] = []
  for (let i = 0; i < tokens.count; i += 1) {
    const mixed = tokens.numbers[i] === 1
    const id = tokens.ids[i] as number
    if (!mixed && ((levels[2 * id] as number) & ~innerCapital) + (levels[2 * id + 1] as number) > 0) continue
    places.push({start: tokens.starts[i] as number, end: tokens.ends[i] as number, mixed})
  }
  return places
}

/**
 * Function words that end no English word and no compound: not `in`, `up`, `over`, `out`, `by`, `on` (`meetup`), not
 * `her`, `our`, `is`, `it`, `as`, `you`, `being`, `while`, `where` (`wellbeing`, `thankyou`, `elsewhere`).
 */
const gluedEnds = new Set(
  'the and of to for from with about that this which who whom whose when because but than then they them their there these those was were are has have had would could should been said says its not also after before during between into since though'.split(
    ' ',
  ),
)
/** Function words that begin none. */
const gluedBeginnings = new Set(
  'the and of that this which who whose because but than they their these those was were has have had would could should been said says'.split(
    ' ',
  ),
)
/** What old English makes compounds of: `therewith`, `hereof`, `runabout`. */
const compounding = new Set(
  'here there where forth type run walk turn knock lay gad round rust stir fall mess lie sit'.split(' '),
)

/** The other word must have been met some 60 times in lower case. */
const COMMON = 6
/** Some 250 times, where the evidence is thinner. */
const VERY_COMMON = 8
/** Below four letters, too many words of other languages look like two English ones (`menthe`). */
const SHORTEST_OTHER = 4

const lowerLevel = (words: WordCases, word: string): number => levelOfWord(words, word)?.lower ?? 0

const cutLower = (words: WordCases, token: string): Cut | undefined => {
  if (isInflected(words, token)) return undefined
  let best: Cut | undefined
  let bestLevel = COMMON - 1
  for (let at = 2; at <= token.length - 2; at++) {
    const left = token.slice(0, at)
    const right = token.slice(at)
    const level = Math.min(lowerLevel(words, left), lowerLevel(words, right))
    if (level < COMMON) continue
    const ends = gluedEnds.has(right) && !compounding.has(left)
    const begins = gluedBeginnings.has(left)
    if (ends ? begins || left.length >= SHORTEST_OTHER : begins && right.length >= SHORTEST_OTHER) {
      if (level > bestLevel) best = {at, score: 0.7}
      bestLevel = Math.max(level, bestLevel)
    } else if (left.length >= 3 && right.length >= 3) {
      // It also falls into two words that may well make a compound (`oil sand`, `oils and`).
      return undefined
    }
  }
  return best
}

/** A rare form of a known word (`outthinks`, `rethreaded`) is no glue. */
const isInflected = (words: WordCases, token: string): boolean => {
  for (const ending of ['s', 'es', 'ed', 'd', 'ing', 'er', 'ers', 'ly', 'ness', 'less', 'like']) {
    if (token.endsWith(ending) && levelOfWord(words, token.slice(0, -ending.length))) return true
  }
  for (const beginning of [
    'un',
    're',
    'non',
    'over',
    'under',
    'out',
    'pre',
    'anti',
    'mis',
    'super',
    'inter',
    'sub',
  ]) {
    if (token.startsWith(beginning) && levelOfWord(words, token.slice(beginning.length))) return true
  }
  return false
}

/** Words that open a sentence, and hardly any product's second half. */
const openers = new Set(
  'The This That These Those It He She We They There But And When While After Before What Why Although Because Since During Meanwhile However In'.split(
    ' ',
  ),
)

/** Labels of menus, which lose their separators first: two of them at the start of a block are a breadcrumb. */
const labels = new Set(
  'Home Menu News Share Search Login Advertisement Photo Image Credit Video Politics Business Sports Sport World Opinion Health Science Technology Culture Lifestyle Entertainment'.split(
    ' ',
  ),
)

/** Beginnings of names with a capital inside. */
const nameBeginnings =
  /^(?:Mc|Mac|De|Di|Da|Du|La|Le|Van|Von|Fitz|El|Al|Bin|Ben|Abu|Saint|San|St|Der|Den|Ter|Te|Vander|Del|Della|Dal|Lo|O)$/

const cutMixed = (words: WordCases, {token, text, start}: Candidate): Cut | undefined => {
  const parts = token.match(/[A-Z]*[a-z]+|[A-Z]+(?![a-z])/g) ?? []
  if (parts.join('').length !== token.length || parts.length < 2) return undefined
  if (parts.some(part => nameBeginnings.test(part))) return undefined
  let at = 0
  for (let index = 0; index + 1 < parts.length; index++) {
    const left = parts[index] ?? ''
    const right = parts[index + 1] ?? ''
    at += left.length
    const leftLevel = levelOfWord(words, left.toLowerCase())
    const rightLevel = levelOfWord(words, right.toLowerCase())
    if (!leftLevel || !rightLevel || left.length < 2) continue
    const lowerFirst = index === 0 && left === left.toLowerCase()
    if (openers.has(right) && left.length >= 4 && leftLevel.lower >= COMMON) {
      if (/^ ["“‘]?[a-z]/.test(text.text.slice(start + at + right.length))) return {at, score: 0.8}
    }
    // `todayPresident` may be an identifier; `saidTrump` is not.
    if (lowerFirst && left.length >= 4 && leftLevel.lower >= VERY_COMMON && isName(right, rightLevel)) {
      return {at, score: 0.6}
    }
    if (start === 0 && index === 0 && labels.has(left) && labels.has(right)) return {at, score: 0.6}
  }
  return undefined
}

const isName = (word: string, level: WordLevel): boolean =>
  word.length >= 4 && /^[A-Z][a-z]+$/.test(word) && level.name >= COMMON && level.name > level.lower + 1
