import {unitAt} from '../document/unit-at.ts'
/** Remembers what was found out about lines, until too much is remembered or another line takes the place. */
export type LineMemory<Found> = {
  readonly recall: (line: string) => Found | undefined
  readonly remember: (line: string, found: Found) => void
}

const places = 1 << 13
/** All is forgotten after so many characters, which bounds what the lines take. */
const mostCharacters = 1_000_000

/** Where a line is remembered, by its length and a few of its letters: reading all of them would take longer. */
const placeOf = (line: string): number => {
  const {length} = line
  const step = 1 + (length >> 4)
  let place = length
  for (let at = 0; at < length; at += step) place = Math.imul(place, 31) + unitAt(line, at)
  return (place ^ (place >>> 13)) & (places - 1)
}

export const lineMemory = <Found>(): LineMemory<Found> => {
  const lines: (string | undefined)[] = Array.from({length: places})
  const all: (Found | undefined)[] = Array.from({length: places})
  let characters = 0
  return {
    recall: line => {
      const place = placeOf(line)
      return lines[place] === line ? all[place] : undefined
    },
    remember: (line, found) => {
      characters += line.length
      if (characters > mostCharacters) {
        lines.fill(undefined)
        all.fill(undefined)
        characters = line.length
      }
      const place = placeOf(line)
      lines[place] = line
      all[place] = found
    },
  }
}
