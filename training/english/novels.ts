import {existsSync, readFileSync} from 'node:fs'
import {inflateSync} from 'node:zlib'

/** Characters of a passage, about: as long as a news article. */
const passage = 3000
const file = new URL('../../.cache/english/novels/Rdata.rdb', import.meta.url)

/** Strings of one serialised R vector (XDR format, version 2 or 3: a header, then length and bytes of each string). */
const stringsOf = (bytes: Buffer): string[] => {
  const version = bytes.readInt32BE(2)
  let at = version === 3 ? 14 + 4 + bytes.readInt32BE(14) : 14
  const type = bytes.readInt32BE(at) & 255
  const stringVector = 16
  if (type !== stringVector) return []
  const count = bytes.readInt32BE(at + 4)
  at += 8
  const strings: string[] = []
  for (let i = 0; i < count && at + 8 <= bytes.length; i += 1) {
    const length = bytes.readInt32BE(at + 4)
    at += 8
    strings.push(length < 0 ? '' : bytes.toString('utf8', at, at + length))
    at += Math.max(0, length)
  }
  return strings
}

/** Jane Austen's six novels, by title, cut into passages; good English that is not news and not of our time. */
export const novelPassages = (): {title: string; text: string}[] => {
  if (!existsSync(file)) return []
  const bytes = readFileSync(file)
  const passages: {title: string; text: string}[] = []
  for (let at = 0; at + 4 < bytes.length; ) {
    const {buffer, engine} = inflateSync(bytes.subarray(at + 4), {info: true}) as unknown as {
      buffer: Buffer
      engine: {bytesWritten: number}
    }
    at += 4 + engine.bytesWritten
    const lines = stringsOf(buffer)
    const title = lines.find(line => line.trim() !== '') ?? ''
    let text = ''
    for (const line of lines) {
      if (line.trim() !== '') text += `${text === '' || text.endsWith('\n') ? '' : ' '}${line.trim()}`
      else if (text.length > passage) {
        passages.push({title, text: text.replaceAll('_', '')})
        text = ''
      } else if (text !== '' && !text.endsWith('\n')) text += '\n'
    }
  }
  return passages
}
