import {describe, expect, test} from 'vitest'
import {
  findNearDuplicates,
  SIGNATURE_LENGTH,
  type Signed,
  signature,
  similarity,
} from '../../src/strip/near-duplicates.ts'
import {shinglesOf} from '../../src/strip/shingles.ts'

/** Prose-like text, different for each seed: the words `w17 w3 …` of a small linear congruential generator. */
const prose = (seed: number, words: number): string => {
  let state = seed * 2_654_435_761
  return Array.from({length: words}, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return `w${state % 5_003}`
  }).join(' ')
}

const exact = (left: string, right: string): number => {
  const one = new Set(shinglesOf(left))
  const other = new Set(shinglesOf(right))
  const shared = [...one].filter(shingle => other.has(shingle)).length
  return shared / (one.size + other.size - shared)
}

/** `text` with every `nth` word replaced. */
const changed = (text: string, nth: number): string =>
  text
    .split(' ')
    .map((word, index) => (index % nth === nth - 1 ? `x${index}` : word))
    .join(' ')

const sign = (texts: Readonly<Record<string, string>>): Signed[] =>
  Object.entries(texts).map(([path, text]) => ({path, signature: signature(text)}))

describe('signature', () => {
  test('is as long as promised, and empty without words', () => {
    expect(signature(prose(1, 300))).toHaveLength(SIGNATURE_LENGTH)
    expect(signature(prose(1, 300)).byteLength).toBeLessThanOrEqual(1024)
    expect(signature('… – !')).toHaveLength(0)
  })

  test('does not see punctuation, case, or kinds of quotes', () => {
    expect(signature('“It rained,” she said. THE END')).toEqual(signature('"it rained" she said: the end'))
  })

  test('survives being sent as plain numbers', () => {
    const text = prose(2, 400)
    const sent: number[] = JSON.parse(JSON.stringify(Array.from(signature(text))))
    expect(similarity(sent, signature(changed(text, 60)))).toBeCloseTo(exact(text, changed(text, 60)), 2)
  })
})

describe('shinglesOf', () => {
  test('finds the same words in ASCII as beside other characters', () => {
    const text = 'It was 12 o’clock; the "Old_House" (No. 7) stood THERE,x1y2 and there.'
    const plain = text.replace('’', "'")
    expect(shinglesOf(plain)).toEqual(shinglesOf(text))
    expect(shinglesOf(plain).length).toBe((plain.match(/[A-Za-z0-9]+/g)?.length ?? 0) - 3)
  })
})

describe('similarity', () => {
  test.each([
    [60, 150],
    [60, 600],
    [100, 3_150],
    [100, 3_500],
    [100, 4_090],
    [100, 9_000],
    [100, 40_000],
  ])('is near the exact one: every %ith of %i words changed', (nth, words) => {
    const text = prose(3, words)
    const copy = changed(text, nth)
    expect(Math.abs(similarity(signature(text), signature(copy)) - exact(text, copy))).toBeLessThan(0.02)
  })

  test.each([3_000, 3_900, 7_900, 8_100, 16_300])(
    'is near it where a text of %i words has lost a tenth',
    words => {
      const text = prose(4, words)
      const copy = text
        .split(' ')
        .slice(words / 10)
        .join(' ')
      expect(Math.abs(similarity(signature(text), signature(copy)) - 0.9)).toBeLessThan(0.03)
    },
  )

  test('is low for unrelated texts, and 1 for equal ones', () => {
    expect(similarity(signature(prose(5, 500)), signature(prose(6, 500)))).toBeLessThan(0.05)
    expect(similarity(signature(prose(5, 500)), signature(prose(5, 500)))).toBe(1)
  })
})

describe('findNearDuplicates', () => {
  const story = prose(7, 500)
  const texts = {
    'a.txt': story,
    'b/mirror.txt': `Other Site News ${changed(story, 90)} All rights reserved`,
    'c/longer.txt': `${prose(8, 400)} ${story} ${prose(9, 300)}`,
    'd/part.txt': story.split(' ').slice(0, 250).join(' '),
    'e/other.txt': prose(10, 500),
    'f/same.txt': story,
    'g/empty.txt': '',
    'h/empty.txt': '',
  }

  test('names the first in path order, and leaves quotations, parts and empty texts alone', () => {
    const found = findNearDuplicates(sign(texts))
    expect([...found.keys()].sort()).toEqual(['b/mirror.txt', 'f/same.txt'])
    expect(found.get('f/same.txt')).toEqual({path: 'a.txt', similarity: 1})
    expect(found.get('b/mirror.txt')?.path).toBe('a.txt')
    expect(found.get('b/mirror.txt')?.similarity).toBeCloseTo(exact(texts['a.txt'], texts['b/mirror.txt']), 2)
  })

  test('says the same in any order', () => {
    const signed = sign(texts)
    const sorted = [...findNearDuplicates(signed)].sort()
    expect([...findNearDuplicates(signed.toReversed())].sort()).toEqual(sorted)
    expect([...findNearDuplicates([...signed.slice(3), ...signed.slice(0, 3)])].sort()).toEqual(sorted)
  })

  test('compares texts themselves: a copy of a copy need not be like the first', () => {
    const copy = changed(story, 70)
    const second = changed(copy, 45)
    expect(exact(story, second)).toBeLessThan(0.78)
    const found = findNearDuplicates(sign({a: story, b: copy, c: second}))
    expect(found.get('b')?.path).toBe('a')
    expect(found.get('c')?.path).toBe('b')
  })

  test('works on scripts without spaces', () => {
    const text =
      '市议会星期一宣布这座老桥将在冬天之前修好但没有人知道谁来支付费用也不知道何时开工居民们已经等了很多年'.repeat(
        1,
      )
    const found = findNearDuplicates(
      sign({a: text, b: `${text}完`, c: '今天的天气很好我们去公园散步吧孩子们都很高兴大家一起吃午饭'}),
    )
    expect([...found.keys()]).toEqual(['b'])
  })

  test('takes thousands of equal texts without comparing every pair', () => {
    const equal = signature(story)
    const many = Array.from({length: 20_000}, (_, index) => ({
      path: String(index).padStart(5, '0'),
      signature: equal,
    }))
    const started = performance.now()
    const found = findNearDuplicates(many)
    expect(found.size).toBe(19_999)
    expect(new Set([...found.values()].map(duplicate => duplicate.path))).toEqual(new Set(['00000']))
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})
