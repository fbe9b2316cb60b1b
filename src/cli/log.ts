import {escapeTerminal} from '../report/escape.ts'
import type {Terminal} from './command.ts'

export const logFormats = ['text', 'json'] as const

export type LogFormat = (typeof logFormats)[number]

type Level = 'info' | 'warning' | 'error'

/** What a run says on stderr: sentences for people, or one JSON object a line for machines. */
export type Log = {
  /** `text` is what people read; without it, only machines are told. */
  readonly say: (
    level: Level,
    event: string,
    fields: Readonly<Record<string, unknown>>,
    text?: string,
  ) => void
}

export const openLog = (format: LogFormat, terminal: Terminal): Log => {
  const say: Log['say'] = (level, event, fields, text) => {
    if (format === 'json') {
      const line = JSON.stringify({time: new Date().toISOString(), level, event, ...fields})
      // JSON escapes control characters, but not those that only pretend to be harmless.
      terminal.writeError(`${line.replace(/[\p{Cf}\u2028\u2029\u007f-\u009f]/gu, escapeUnits)}\n`)
    } else if (text !== undefined) {
      terminal.writeError(`copydesk: ${escapeTerminal(text)}\n`)
    }
  }
  terminal.signal.addEventListener('abort', () =>
    say(
      'warning',
      'stopping',
      {signal: String(terminal.signal.reason)},
      'stopping after the documents in hand; once more stops at once',
    ),
  )
  return {say}
}

const escapeUnits = (character: string): string =>
  Array.from(
    {length: character.length},
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('')
