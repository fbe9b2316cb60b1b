import type {LineCount, Profile, SiteProfile} from './site-profile.ts'

/**
 * A profile as the text of a file: JSON with a line for each line that recurs, to be read, compared and kept under
 * version control. The same profile gives the same bytes.
 */
export const formatProfile = (profile: Profile): string => {
  const sites = [...profile].sort(byKey).map(([site, {pages, lines, pairs}]) => {
    const rows = [...lines]
      .sort((left, right) => right[1].pages - left[1].pages || byKey(left, right))
      .map(([key, {pages: count, head, tail, sample}]) => JSON.stringify([key, count, head, tail, sample]))
    const together = JSON.stringify([...pairs].sort(byKey))
    return `${JSON.stringify(site)}: {"pages": ${pages}, "lines": [\n${rows.join(',\n')}\n], "pairs": ${together}}`
  })
  return `{"version": ${VERSION}, "sites": {\n${sites.join(',\n')}\n}}\n`
}

const VERSION = 1

const byKey = (left: readonly [string, unknown], right: readonly [string, unknown]): number =>
  left[0] < right[0] ? -1 : left[0] > right[0] ? 1 : 0

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

const parseLine = (row: unknown): [string, LineCount] | undefined => {
  if (!Array.isArray(row)) return undefined
  const [key, pages, head, tail, sample] = row as unknown[]
  if (typeof key !== 'string' || !isCount(pages) || !isCount(head) || !isCount(tail)) return undefined
  return typeof sample === 'string' ? [key, {pages, head, tail, sample}] : undefined
}

const parsePair = (row: unknown): [string, number] | undefined => {
  if (!Array.isArray(row)) return undefined
  const [key, count] = row as unknown[]
  return typeof key === 'string' && isCount(count) ? [key, count] : undefined
}

const parseRows = <T>(rows: unknown, parse: (row: unknown) => T | undefined, what: string): T[] => {
  if (!Array.isArray(rows)) throw new Error(`Expected ${what} to be a list, got ${typeof rows}`)
  return rows.map((row, index) => {
    const parsed = parse(row)
    if (parsed === undefined)
      throw new Error(`Expected ${what} to hold rows as Copydesk writes them, got another at ${index}`)
    return parsed
  })
}

/** @throws when the text is no profile that `formatProfile` wrote; the message says what was expected and what came. */
export const parseProfile = (text: string): Profile => {
  const data: unknown = JSON.parse(text)
  if (!isRecord(data) || data.version !== VERSION || !isRecord(data.sites)) {
    throw new Error(`Expected a profile of version ${VERSION}, got something else`)
  }
  const profile = new Map<string, SiteProfile>()
  for (const [site, value] of Object.entries(data.sites)) {
    if (!isRecord(value) || !isCount(value.pages))
      throw new Error(`Expected a number of pages for \`${site}\``)
    profile.set(site, {
      pages: value.pages,
      lines: new Map(parseRows(value.lines, parseLine, `the lines of \`${site}\``)),
      pairs: new Map(parseRows(value.pairs, parsePair, `the pairs of \`${site}\``)),
    })
  }
  return profile
}
