import type {Repair} from './mojibake.ts'
import type {MojibakeSupport} from './mojibake-support.ts'

/** What 0xC3, the first byte of `à`, looks like in the charsets where its second byte is a no-break space. */
const graveLeads: ReadonlyMap<string, string> = new Map([
  ['Ã', 'windows-1252'],
  ['Ă', 'windows-1250'],
  ['Г', 'windows-1251'],
])

/** Portuguese joins `à` with what follows: `às`, `àquele`. Where the space is the lost byte, it goes. */
const joined = /^ (?=s(?![\p{L}'’])|quel[ea]s?(?!\p{L})|quilo(?!\p{L}))/u

/**
 * The letter `à`: its second byte is a no-break space, which most programs turn into a plain one and often merge with
 * the space after it. A lead that stands alone before a space is one where the charset has support, and `Ã` also by
 * itself at the end of a word in small letters.
 */
export const withGraves = (
  text: string,
  repairs: Repair[],
  {charsets: support}: MojibakeSupport,
): Repair[] => {
  const graves: Repair[] = []
  const taken = new Set(repairs.flatMap(repair => [repair.start, repair.end - 1]))
  for (const [lead, charset] of graveLeads) {
    for (let start = text.indexOf(lead); start >= 0; start = text.indexOf(lead, start + 1)) {
      const rest = text.slice(start + 1, start + 12)
      const left = text.charAt(start - 1)
      const endsWord = /[\p{Ll}'’]/u.test(left) && (lead === 'Ã' || support.has(charset))
      const isAlone = !/\p{L}/u.test(left) && support.has(charset)
      if (!(endsWord || isAlone) || !/^(?: |$)/.test(rest)) continue
      if (taken.has(start)) continue
      const takesSpace = (rest.startsWith('  ') || joined.test(rest)) && !taken.has(start + 1)
      const end = start + (takesSpace ? 2 : 1)
      graves.push({start, end, replacement: 'à', ruleId: 'normalise/mojibake', charset})
    }
  }
  return graves.length === 0
    ? repairs
    : [...repairs, ...graves].sort((left, right) => left.start - right.start)
}
