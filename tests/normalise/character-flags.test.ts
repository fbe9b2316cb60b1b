import {describe, expect, it} from 'vitest'
import {flag, flagsOf, textFlags} from '../../src/normalise/character-flags.ts'
import {compatibilityEdits} from '../../src/normalise/forms.ts'
import {invisibleEdits} from '../../src/normalise/invisibles.ts'
import {spaceEdits} from '../../src/normalise/spaces.ts'

/** Every character of Unicode by its code point, surrogates apart. */
const characters = (function* () {
  for (let code = 0; code <= 0x10ffff; code++)
    if (code < 0xd800 || code > 0xdfff) yield String.fromCodePoint(code)
})()

describe('the flags of characters', () => {
  it('miss no character that a pass would change', () => {
    const missed: string[] = []
    for (const character of characters) {
      const flags = textFlags(`x${character}x`)
      const text = `x${character}x`
      // Any mark may join a letter, but for selectors of a variant; a blank becomes a plain one, whatever its form.
      const isComposed =
        /\s/.test(character) ||
        (!/(?!\p{Variation_Selector})\p{M}/u.test(character) && character.normalize('NFC') === character)
      const changes =
        ((!isComposed || compatibilityEdits(text).length > 0) && !(flags & flag.form)) ||
        (invisibleEdits(text).edits.length > 0 && !(flags & flag.invisible)) ||
        (character !== ' ' && spaceEdits(text).length > 0 && !(flags & flag.space))
      if (changes) missed.push(character.codePointAt(0)?.toString(16) ?? '')
    }
    expect(missed).toEqual([])
  }, 60_000)

  it('find no fault with plain text', () => {
    expect(textFlags('Plain text, “quoted” – naïve café: 5 €.') & ~(flag.fold | flag.lead)).toBe(0)
    expect(flagsOf(0x61)).toBe(0)
  })

  it('find blanks at the ends and in a row', () => {
    for (const text of [' a', 'a ', 'a  b', 'a\tb', ' '])
      expect(textFlags(text) & flag.space).toBe(flag.space)
    expect(textFlags('a b') & flag.space).toBe(0)
    expect(textFlags('')).toBe(0)
  })
})
