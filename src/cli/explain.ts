import {existsSync, statSync} from 'node:fs'
import {basename} from 'node:path'
import {jsonLine} from '../document/json-line.ts'
import {outputMap} from '../document/source-map.ts'
import {openPipeline} from '../pipeline.ts'
import {kindOf, readableEndings} from '../read/kind.ts'
import {readInput} from '../read/read.ts'
import {PathError} from '../read/walk.ts'
import {reportExplanation} from '../report/explain.ts'
import {manifestRow, statusOf} from '../write/row.ts'
import {paragraphBreak, paragraphsOf} from '../write/text.ts'
import {type Command, choiceValue, switchValue} from './command.ts'
import {settingsFrom, sharedOptions} from './settings.ts'
import {UsageError} from './usage-error.ts'

export const explainCommand: Command = {
  name: 'explain',
  usage: 'copydesk explain FILE [options]',
  summary: 'every line: kept, or removed by which rule and why; every flag',
  help: `
Shows what becomes of one file, line by line: kept (│), the title (T), or removed (×) with the rule that removed it, how
sure it is, and why; then the metadata with its sources, and every flag with its place and the better words.
FILE may be a stream of records; FILE#ID shows one of them.

--map prints one line of JSON for each run of the cleaned text: start and end in it, the span of the source it came from,
whether the characters are the source's own (isExact), and the rule that wrote them where they are not.`,
  options: {
    ...sharedOptions,
    format: {value: 'FORMAT', help: '`pretty` or `json` (the manifest row and the blocks).'},
    map: {help: 'Say where every character of the cleaned text came from, one run a line, as JSON.'},
  },
  run: async ({values, positionals}, terminal) => {
    const settings = settingsFrom(values)
    const format = choiceValue(values, 'format', ['pretty', 'json']) ?? 'pretty'
    const [given, ...rest] = positionals
    if (given === undefined || rest.length > 0)
      throw new UsageError(`Expected one FILE, got ${positionals.length}`)
    const hash = existsSync(given) ? -1 : given.lastIndexOf('#')
    const file = hash < 0 ? given : given.slice(0, hash)
    if (!existsSync(file)) throw new PathError(`There is no file \`${file}\`; expected a path that exists`)
    if (statSync(file).isDirectory()) throw new UsageError(`Expected a file, got the folder \`${file}\``)
    const kind = kindOf(file)
    if (!kind) {
      throw new UsageError(
        `Expected a file of a kind that Copydesk reads (${readableEndings.join(' ')}, each also .gz), got \`${file}\``,
      )
    }
    const pipeline = await openPipeline(settings)
    const wanted = hash < 0 ? undefined : `${basename(file)}${given.slice(hash)}`
    let shown = 0
    for await (const reading of readInput({path: basename(file), file}, kind, settings.options.limits)) {
      const path = 'document' in reading ? reading.document.path : reading.path
      if (wanted !== undefined && path !== wanted) continue
      shown++
      if (!('document' in reading)) {
        terminal.writeError(`${reading.path}: ${reading.problem}\n`)
        return 2
      }
      const document = await pipeline.clean(reading.document)
      if (switchValue(values, 'map')) {
        const paragraphs = paragraphsOf(document, settings.options)
        for (const run of outputMap(document, paragraphs, paragraphBreak))
          terminal.write(`${jsonLine(run)}\n`)
      } else if (format === 'json') {
        const {blocks} = document
        terminal.write(`${jsonLine({row: manifestRow(document, undefined, pipeline.tool), blocks})}\n`)
      } else {
        terminal.write(reportExplanation(document, statusOf(document), terminal))
      }
    }
    if (shown === 0) throw new UsageError(`There is no record \`${given.slice(hash + 1)}\` in \`${file}\``)
    return 0
  },
}
