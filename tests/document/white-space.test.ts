import {expect, it} from 'vitest'
import {isSpace} from '../../src/document/white-space.ts'

it('is what a regular expression takes for white space, whatever the unit', () => {
  for (let code = 0; code < 0x10000; code++)
    expect(isSpace(code), code.toString(16)).toBe(/\s/.test(String.fromCharCode(code)))
})
