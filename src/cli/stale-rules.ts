import {createReadStream, existsSync} from 'node:fs'
import {createInterface} from 'node:readline'
import type {Message} from '../document/message.ts'
import type {ManifestRow} from '../document/row.ts'
import {staleRules} from '../rules/explain-rules.ts'
import type {RuleSet} from '../rules/rule.ts'
import {UsageError} from './usage-error.ts'

type Tally = {pages: number; readonly fired: Set<string>}

/**
 * The rules of sites that removed nothing on their site's pages, by what a manifest tells: a page is of a site whose
 * rules removed something on it, or to which its address belongs.
 *
 * @throws UsageError when there is no such file, or a line of it is no row.
 */
export const staleInManifest = async (rules: RuleSet, file: string): Promise<readonly Message[]> => {
  if (!existsSync(file))
    throw new UsageError(`There is no \`${file}\`; expected the manifest of a run: \`copydesk clean\` first`)
  const sites = rules.groups.filter(({match}) => match !== undefined && match.host.length > 0)
  const siteOf = new Map(sites.flatMap(({name, rules: own}) => own.map(({id}) => [id, name] as const)))
  const tallies = new Map<string, Tally>(sites.map(({name}) => [name, {pages: 0, fired: new Set()}]))
  let number = 0
  for await (const line of createInterface({input: createReadStream(file)})) {
    number++
    let row: ManifestRow
    try {
      row = JSON.parse(line)
    } catch {
      throw new UsageError(`${file}:${number}: expected a row of JSON, got \`${line.slice(0, 40)}\``)
    }
    const of = new Set(row.url === undefined ? [] : rules.groupsFor([], {url: row.url}))
    for (const {ruleId} of row.removals) {
      const site = siteOf.get(ruleId)
      if (site === undefined) continue
      of.add(site)
      tallies.get(site)?.fired.add(ruleId)
    }
    for (const name of of) {
      const tally = tallies.get(name)
      if (tally) tally.pages++
    }
  }
  return [...tallies].flatMap(([group, tally]) => staleRules(rules, {group, ...tally}))
}
