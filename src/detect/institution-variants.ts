import {matchesOf} from '../document/matches-of.ts'
import type {Detector, Finding, KeptText} from './finding.ts'

/**
 * One institution under several names, as machine translation gives it: `International Atomic Energy Agency` here,
 * `International Atomic Energy Authority` there. Two long names that differ in the kind of institution only are taken
 * for one, unless a sentence mentions both. The name used more often, or first, is the repair. English only.
 */
export const detectInstitutionVariants: Detector = ({prose}, language) => {
  if (language !== 'eng') return []
  const groups = new Map<string, Map<string, Mention[]>>()
  for (const text of prose) {
    if (!kindPattern.test(text.text)) continue
    for (const match of matchesOf(longName, text.text)) {
      const name = match[0].replace(/^The /, '')
      const start = match.index + match[0].length - name.length
      const kind = name.split(' ').find(word => kinds.has(word))
      if (!kind) continue
      const rest = name.split(' ').filter(word => word !== kind && /^\p{Lu}/u.test(word))
      if (rest.length < FEWEST_WORDS) continue
      const key = name.replace(kind, `<${kinds.get(kind)}>`)
      const names = groups.get(key) ?? new Map<string, Mention[]>()
      groups.set(key, names)
      names.set(name, [...(names.get(name) ?? []), {text, start}])
    }
  }
  const findings: Finding[] = []
  for (const names of groups.values()) {
    if (names.size < 2 || standTogether([...names.values()])) continue
    const [best] = [...names].reduce((left, right) => (right[1].length > left[1].length ? right : left))
    for (const [name, mentions] of names) {
      if (name === best) continue
      for (const {text, start} of mentions) {
        findings.push({
          ruleId: 'detect/institution-variants',
          severity: 'warning',
          reason: `\`${name}\` and \`${best}\` seem to be one institution; use one name`,
          text,
          start,
          end: start + name.length,
          expected: [{text: best, score: 0.7}],
        })
      }
    }
  }
  return findings.sort((left, right) => left.text.block - right.text.block || left.start - right.start)
}

type Mention = {readonly text: KeptText; readonly start: number}

/** Names with fewer other words are shared by institutions of different countries: `Ministry of Defence`. */
const FEWEST_WORDS = 2

/** Capitalised words, joined by spaces and the small words of names. */
const longName = /\p{Lu}\p{Ll}+(?: (?:(?:of|for|and|on) (?:the )?)?\p{Lu}\p{Ll}+){2,8}/gu

/** What translators take for one another. Different kinds of one group name one institution. */
const kinds: ReadonlyMap<string, string> = new Map(
  [
    'Agency Authority Organization Organisation Office Bureau Directorate',
    'Ministry Department',
    'Committee Commission',
    'Institute Institution',
    'Union Association Federation Society',
    'Court Tribunal Courtroom',
    'Fund Foundation',
  ].flatMap((group, index) => group.split(' ').map((kind): [string, string] => [kind, String(index)])),
)

const kindPattern = new RegExp([...kinds.keys()].join('|'))

/** `The Commission and the Committee met`: two institutions after all. */
const standTogether = (names: readonly (readonly Mention[])[]): boolean =>
  names.some((mentions, index) =>
    names
      .slice(index + 1)
      .some(others =>
        mentions.some(one => others.some(other => one.text === other.text && near(one, other))),
      ),
  )

const near = (one: Mention, other: Mention): boolean => {
  const between = one.text.text.slice(Math.min(one.start, other.start), Math.max(one.start, other.start))
  return !/[.!?]["”’)\]]?\s/.test(between.replace(/\b(?:Mr|Mrs|Dr|St|U\.S)\.\s/g, ''))
}
