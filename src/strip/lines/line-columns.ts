/** Which column holds which of a line's own counts. Written out, as the loops below look them up for every line. */
export const at = {
  units: 0,
  characters: 1,
  letters: 2,
  words: 3,
  capitalised: 4,
  digits: 5,
  commas: 6,
  sentences: 7,
  end: 8,
  start: 9,
  date: 10,
  address: 11,
  separators: 12,
  labelled: 13,
  i: 14,
  we: 15,
  you: 16,
  quotes: 17,
  spaceless: 18,
  functionWords: 19,
} as const

export type Column = keyof typeof at

/** The columns in their order. */
export const columns = Object.keys(at) as readonly Column[]
