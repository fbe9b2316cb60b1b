import {createHash} from 'node:crypto'
import {textOf} from './block.ts'
import type {Document} from './document.ts'

/** Characters on each side of the words that belong to their identity. */
const contextLength = 40

/**
 * Names each suspected place of a document, by its path, rule, words and the words around them: 16 hexadecimal digits that
 * stay as long as those do, wherever the place moves. Copies within a document are told apart by their order.
 */
export const withFingerprints = (document: Document): Document => {
  const seen = new Map<string, number>()
  // A text dump may be one long block with thousands of findings: its text is put together once.
  const texts = new Map<number, string>()
  const messages = document.messages.map(message => {
    const {at, actual, ruleId} = message
    const block = at && document.blocks[at.block]
    if (!at || !block || actual === undefined) return message
    const text = texts.get(at.block) ?? textOf(block)
    texts.set(at.block, text)
    const around = text.slice(Math.max(0, at.start - contextLength), at.end + contextLength)
    const identity = [document.path, ruleId, actual, around].join('\0')
    const copies = seen.get(identity) ?? 0
    seen.set(identity, copies + 1)
    const fingerprint = createHash('sha256').update(`${identity}\0${copies}`).digest('hex').slice(0, 16)
    return {...message, fingerprint}
  })
  return {...document, messages}
}
