import fc from 'fast-check'
import {francAll as original} from 'franc'
import {data} from 'franc/data.js'
import {expect, test} from 'vitest'
import {francAll} from '../../src/detect/franc.ts'

/** Trigrams that are typical of some language, so that texts made of them are near to several. */
const trigrams = Object.values(data).flatMap(models =>
  Object.values(models).flatMap(model => model.split('|').filter((_, index) => index % 40 === 0)),
)

test('every trigram of a language is of three letters, and stands there once', () => {
  for (const model of Object.values(data).flatMap(models => Object.values(models))) {
    const all = model.split('|')
    expect(all.filter(trigram => trigram.length !== 3)).toEqual([])
    expect(new Set(all).size).toBe(all.length)
  }
})

test('ranks as franc does, whatever the script', () => {
  const text = fc.oneof(
    fc.array(fc.constantFrom(...trigrams), {minLength: 1, maxLength: 60}).map(parts => parts.join('')),
    fc.string({unit: 'grapheme', maxLength: 60}),
    fc.string({unit: 'binary', maxLength: 60}),
  )
  const ignored = fc.subarray(['sco', 'eng', 'rus', 'cmn', 'ell'])
  fc.assert(
    fc.property(text, ignored, (given, ignore) => {
      expect(francAll(given, ignore)).toEqual(original(given, {ignore}))
    }),
    {numRuns: 1000},
  )
})

test.each([
  'Tulisan ini dibuat supaya mesin tahu bahasa apa yang dipakai di sini, tanpa daftar kata.',
  'Ten tekst stoi tutaj po to, żeby było wiadomo, w jakim języku go napisano, i nic więcej.',
  'Этот текст стоит здесь только для того, чтобы было понятно, на каком языке он написан.',
  'यह पाठ केवल इसलिए यहाँ है कि पता चले कि यह किस भाषा में लिखा गया है और कुछ नहीं',
  'هذا النص موجود هنا فقط لكي نعرف بأي لغة كتب ولا شيء غير ذلك في هذا المكان',
  'この文章は何語で書かれているかを知るためだけにここにあります。',
  `A long text goes on and on, and of it only the beginning counts. ${'So it was said. '.repeat(200)}`,
  '1234567890 + 55 = ?',
  'short',
])('ranks as franc does: %s', text => {
  expect(francAll(text, ['sco'])).toEqual(original(text, {ignore: ['sco']}))
})
