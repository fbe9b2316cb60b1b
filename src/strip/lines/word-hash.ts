import {hashStart, hashUnit} from '../../compute/hash.ts'
import {unitAt} from '../../document/unit-at.ts'
/**
 * Lower case by code unit for the alphabets that have it, good enough to hash by: the same letter always comes out the
 * same, whatever its case.
 */
export const foldCase = (code: number): number => {
  if (code < 0x80) return code >= 65 && code <= 90 ? code + 32 : code
  if (code <= 0xde) return code >= 0xc0 && code !== 0xd7 ? code + 32 : code
  if (code < 0x100) return code
  if (code <= 0x17f || (code >= 0x1e00 && code <= 0x1eff)) return code | 1
  if (code >= 0x391 && code <= 0x3a9) return code + 32
  if (code >= 0x410 && code <= 0x42f) return code + 32
  if (code >= 0x400 && code <= 0x40f) return code + 80
  return code === 0x2019 ? 39 : code
}

/** The hash of a two-word phrase, from those of its words. */
export const hashPair = (first: number, second: number): number => Math.imul(first, 31) ^ second

export const hashWord = (word: string): number => {
  let hash = hashStart
  for (let index = 0, {length} = word; index < length; index++)
    hash = hashUnit(hash, foldCase(unitAt(word, index)))
  return hash
}
