import {findNames} from './find-names.ts'
import {type Detector, endOf, type Finding, type KeptPage, type KeptText} from './finding.ts'
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
export const detectNameVariants: Detector = (page, language) => {
  const groups = groupNames(page, language)
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
  /** In the order in which names were met. */
  readonly number: number
  readonly form: string
  readonly key: string
  readonly mentions: Mention[]
}

const collectNames = ({prose, whole}: KeptPage): Name[] => {
  const names = new Map<string, Name>()
  const places = findNames(whole)
  let at = 0
  for (let index = 0; index < places.length; index += 2) {
    const [start, end] = [places[index] as number, places[index + 1] as number]
    if (end - start < SHORTEST) continue
    while (start >= endOf(prose[at] as KeptText)) at += 1
    const text = prose[at] as KeptText
    const form = whole.slice(start, end)
    const mention = {text, start: start - text.begin}
    const name = names.get(form)
    if (name) name.mentions.push(mention)
    else names.set(form, {number: names.size, form, key: nameKey(form), mentions: [mention]})
  }
  return [...names.values()]
}

/** Two names that are taken for one; `left` was met first. */
type Pair = {readonly left: Name; readonly right: Name}

/** Three letters of a key as a number: those of the alphabet in a number of their own, others perhaps not. */
const packed = (key: string, at: number): number =>
  (key.charCodeAt(at) << 20) ^ (key.charCodeAt(at + 1) << 10) ^ key.charCodeAt(at + 2)
const packedHead = (key: string): number => packed(key, 0)
const packedTail = (key: string): number => packed(key, key.length - 3)

/** By the hash of three letters, one more than the number of the last name with them. */
const lastNames = new Int32Array(4096)

/** The pairs that are variants, of names with the same letters at one end: most names share them with few others. */
const pairsBy = (
  packedEnd: (key: string) => number,
  names: readonly Name[],
  areVariants: (left: Name, right: Name) => boolean,
): Pair[] => {
  const pairs: Pair[] = []
  // One more than the number of the name before a name with the same hash.
  const earlier = new Int32Array(names.length)
  lastNames.fill(0)
  for (const right of names) {
    const place = Math.imul(packedEnd(right.key), 0x9e3779b1) >>> 20
    for (let next = lastNames[place] as number; next > 0; next = earlier[next - 1] as number) {
      const left = names[next - 1] as Name
      if (areVariants(left, right)) pairs.push({left, right})
    }
    earlier[right.number] = lastNames[place] as number
    lastNames[place] = right.number + 1
  }
  return pairs
}

const isOneLetterApart = (left: string, right: string): boolean =>
  Math.min(left.length, right.length) >= SHORTEST_DISTANT &&
  Math.abs(left.length - right.length) <= 1 &&
  isOneApart(left, right)
const haveOneHead = (left: string, right: string): boolean => left.startsWith(right.slice(0, 3))
const haveOneTail = (left: string, right: string): boolean => left.endsWith(right.slice(-3))

const areNearByHead = (left: string, right: string): boolean =>
  left === right || (haveOneHead(left, right) && isOneLetterApart(left, right))
/** And not by their heads too. */
const areNearByTail = (left: string, right: string): boolean =>
  haveOneTail(left, right) && !haveOneHead(left, right) && isOneLetterApart(left, right)

/** Groups of names with one key that are taken for one. */
const sameKeyed = (pairs: readonly Pair[]): Name[][] => {
  const groups = new Map<string, Set<Name>>()
  for (const {left, right} of pairs) {
    if (left.key !== right.key) continue
    const group = groups.get(left.key) ?? new Set()
    groups.set(left.key, group.add(left).add(right))
  }
  return [...groups.values()].map(group => [...group].sort((left, right) => left.number - right.number))
}

/** A pair's turn among those that are one letter apart: by the first of all names that has the letters at their ends. */
const turnOf = (names: readonly Name[], {left, right}: Pair): number => {
  const first = (haveOneEnd: typeof haveOneHead): number =>
    haveOneEnd(left.key, right.key)
      ? names.findIndex(({key}) => key.length >= SHORTEST_DISTANT && haveOneEnd(key, left.key))
      : names.length
  return Math.min(2 * first(haveOneHead), 2 * first(haveOneTail) + 1)
}

const groupNames = (page: KeptPage, language: string): Name[][] => {
  const names = collectNames(page)
  if (names.length > MOST_NAMES) return []
  const isName = nameTest(page.texts, language)
  const areVariants = (left: Name, right: Name): boolean => {
    if (isOneForm(left.form, right.form)) return false
    if (left.key !== right.key && !isDistantVariant(left, right)) return false
    return isName(left) && isName(right) && (left.key !== right.key || isSameKeyed(left, right, language))
  }
  const pairs = [
    ...pairsBy(
      packedHead,
      names,
      (left, right) => areNearByHead(left.key, right.key) && areVariants(left, right),
    ),
    ...pairsBy(
      packedTail,
      names,
      (left, right) => areNearByTail(left.key, right.key) && areVariants(left, right),
    ),
  ]
  const groups = sameKeyed(pairs)
  const taken = new Set(groups.flat())
  const distant = pairs
    .filter(({left, right}) => left.key !== right.key)
    .map(pair => ({...pair, turn: turnOf(names, pair)}))
    .sort((a, b) => a.turn - b.turn || a.left.number - b.left.number || a.right.number - b.right.number)
  for (const {left, right} of distant) {
    if (taken.has(left) || taken.has(right)) continue
    groups.push([left, right])
    taken.add(left).add(right)
  }
  return groups
}

/** A lower-case word of prose: not a part of an address. */
const lowerPattern = /(?<![\p{L}\p{N}./_@#-])\p{Ll}{5,}(?![\p{L}\p{N}/_-])/gu

/** An ordinary word with a capital is no name: in a heading, at the start of a sentence, in a menu. */
const nameTest = (texts: readonly KeptText[], language: string): ((name: Name) => boolean) => {
  const words = language === 'eng' ? englishWords() : undefined
  // Most texts have no two names to ask about: collect their words when one does.
  let lower: Set<string> | undefined
  return name => {
    const lowered = name.form.toLowerCase()
    const level = words && levelOfWord(words, lowered)
    if (level && level.lower >= ORDINARY && level.lower >= level.name) return false
    lower ??= new Set(texts.flatMap(({text}) => text.match(lowerPattern) ?? []))
    return !lower.has(lowered)
  }
}

/** Met some seven times in lower case, and more often so than as a name. */
const ORDINARY = 3

/** Same key: taken for one name unless something speaks against it. */
const isSameKeyed = (left: Name, right: Name, language: string): boolean => {
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

/** The same but for case, marks and an ending: no other spelling. */
const isOneForm = (left: string, right: string): boolean =>
  isDerived(left, right) || isDerived(right, left) || foldCase(left) === foldCase(right)

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
  return (speaksFor(left, right) || share(followers(left), followers(right))) && !speaksAgainst(left, right)
}
