import {jsonLine} from '../document/json-line.ts'
import {openPipeline} from '../pipeline.ts'
import {readDocument} from '../read/read.ts'
import {escapeTerminal} from '../report/escape.ts'
import {manifestRow, statusOf} from '../write/row.ts'
import {paragraphsOf, renderText} from '../write/text.ts'
import type {Terminal} from './command.ts'
import type {Settings} from './settings.ts'
import {UsageError} from './usage-error.ts'

const readAll = async (input: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of input) {
    length += chunk.length
    if (length > limit)
      throw new UsageError(`Standard input is too large: more than ${limit} bytes; raise \`--max-bytes\``)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Cleans one document from standard input: its text (or, as `json`, its manifest row) goes to standard output. */
export const cleanStream = async (
  settings: Settings,
  kind: 'text' | 'html',
  format: 'pretty' | 'json' | 'github',
  terminal: Terminal,
): Promise<number> => {
  const bytes = await readAll(terminal.input, settings.options.limits.bytes)
  const reading = readDocument('-', bytes, kind === 'html' ? 'text/html' : 'text/plain')
  if (!('document' in reading)) throw new UsageError(`Standard input: ${reading.problem}`)
  const pipeline = await openPipeline(settings)
  const document = await pipeline.clean(reading.document)
  const status = statusOf(document)
  if (format === 'json') {
    terminal.write(`${jsonLine(manifestRow(document, undefined, pipeline.tool))}\n`)
  } else if (status !== 'reject') {
    terminal.write(renderText(paragraphsOf(document, settings.options)))
  }
  const reason = document.rejected ?? (status === 'repair' ? document.garbled?.reason : undefined)
  if (reason !== undefined) terminal.writeError(`${status}: ${escapeTerminal(reason)}\n`)
  return 0
}
