import type {Words} from './english-words.ts'
import {firstWordId} from './vocabulary.ts'

/** Room to count one document's words in, by id: most ids stand in no document, and clearing them all takes longest. */
export type DocumentCounts = {
  readonly counts: Uint16Array
  /** Whose words are counted. */
  counted: Words | undefined
}

export const openDocumentCounts = (ids: number): DocumentCounts => ({
  counts: new Uint16Array(ids),
  counted: undefined,
})

const most = 65_535

/** How often each word stands in a document; holds until another document is counted in the same room. */
export const countWords = (room: DocumentCounts, words: Words): Uint16Array => {
  const {counts, counted} = room
  if (counted === words) return counts
  if (counted) for (let at = 0; at < counted.count; at += 1) counts[counted.id[at] as number] = 0
  for (let at = 0; at < words.count; at += 1) {
    const id = words.id[at] as number
    if (id >= firstWordId) counts[id] = Math.min(most, (counts[id] as number) + 1)
  }
  room.counted = words
  return counts
}
