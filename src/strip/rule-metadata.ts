import type {Metadata} from '../document/document.ts'
import {isoDate} from '../document/iso-date.ts'
import type {MetadataGroups} from '../rules/rule.ts'

/** What one removed line told. */
export type Told = {readonly groups: MetadataGroups; readonly references: readonly string[]}

const bylineGlue = /\s*(?:,|;|&|\||\s(?:and|und|et|y|e|en|i|и|та|ve)\s)\s*/u

const names = (text: string): readonly string[] =>
  text
    .split(bylineGlue)
    .map(name => name.trim())
    .filter(name => name !== '')

/** The metadata of removed lines, in the order of the page: the first value of a field wins, lists add up. */
export const ruleMetadata = (told: readonly Told[]): Partial<Metadata> => {
  const fields: Record<'published' | 'syndicatedFrom' | 'rights' | 'site' | 'title', string | undefined> = {
    published: undefined,
    syndicatedFrom: undefined,
    rights: undefined,
    site: undefined,
    title: undefined,
  }
  const byline = new Set<string>()
  const references = new Set<string>()
  for (const {groups, references: listed} of told) {
    if (groups.published) fields.published ??= isoDate(groups.published)
    fields.syndicatedFrom ??= groups.syndicatedFrom?.trim()
    fields.rights ??= groups.rights?.trim()
    fields.site ??= groups.site?.trim()
    fields.title ??= groups.title?.trim()
    if (byline.size === 0) for (const name of names(groups.byline ?? '')) byline.add(name)
    if (groups.reference) references.add(groups.reference)
    for (const reference of listed) references.add(reference)
  }
  const given = Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const sources = Object.fromEntries([
    ...given.map(([field]) => [field, 'rule'] as const),
    ...(byline.size > 0 ? [['byline', 'rule'] as const] : []),
    ...(references.size > 0 ? [['references', 'rule'] as const] : []),
  ])
  return {
    ...Object.fromEntries(given),
    ...(byline.size > 0 ? {byline: [...byline]} : {}),
    ...(references.size > 0 ? {references: [...references]} : {}),
    ...(Object.keys(sources).length > 0 ? {sources} : {}),
  }
}
