import {expect} from 'vitest'
import {detect} from '../../src/detect/detect.ts'
import {documentOf} from './document-of.ts'

/** `words>repair` (or `words`) of every message of a rule; checks that spans and places say what the message says. */
export const flagged = (source: string, ruleId: string, language = 'eng'): string[] => {
  const document = documentOf(source)
  return detect(document, {language})
    .messages.filter(message => message.ruleId === ruleId)
    .map(message => {
      const {span, at} = message
      if (!span || !at) throw new Error('Expected a message with a span and a place')
      const there = source.slice(span.start, span.end)
      expect(there.startsWith(message.actual ?? '?')).toBe(true)
      expect(document.blocks[at.block]?.raw.slice(at.start, at.end)).toBe(there)
      expect(message.scores?.length).toBe(message.expected?.length)
      return message.expected ? `${message.actual}>${message.expected[0]}` : (message.actual ?? '')
    })
}
