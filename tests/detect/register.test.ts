import {describe, expect, it} from 'vitest'
import {splitWords} from '../../src/detect/english-words.ts'
import {registerIds, registerPull} from '../../src/detect/register.ts'
import {vocabularyFrom} from '../../src/detect/vocabulary.ts'

const plain = 'the keeper of a hen may not let it run on road in any town and must pay what council asks'
const vocabulary = vocabularyFrom([...new Set(`${plain} shall thereof forthwith thee`.split(' '))])
const ids = registerIds(vocabulary)
const pullOf = (text: string): number => registerPull(splitWords(text, vocabulary), ids)

describe('the register of a text', () => {
  it('takes nothing off ordinary text', () => {
    expect(pullOf(`${plain}. `.repeat(20))).toBe(0)
    expect(pullOf('')).toBe(0)
  })

  it('takes the more off, the more a text speaks the language of law or of long ago', () => {
    const few = `${`${plain}. `.repeat(10)}The keeper shall pay forthwith thereof.`
    const many = `${plain}. The keeper shall pay forthwith what the town asks thereof.`
    expect(pullOf(few)).toBeGreaterThan(0)
    expect(pullOf(many)).toBeGreaterThan(pullOf(few))
  })

  it('takes something off a text full of words that nobody knows', () => {
    expect(pullOf(`${plain} owd nobbut summat`)).toBeGreaterThan(3)
  })
})
