import {createRequire} from 'node:module'
import {francAll} from 'franc'
import {expect, it} from 'vitest'
import {rankByTrigrams, readTrigrams} from '../../src/detect/trigrams.ts'

const {data} = createRequire(import.meta.url)('franc/data.js') as {
  data: Record<string, Record<string, string>>
}

const texts: readonly (readonly [script: string, text: string])[] = [
  ['Latin', 'Idolobha limemezele ngoMsombuluko ukuthi ibhuloho elidala lizolungiswa ngaphambi kobusika.'],
  ['Latin', 'Price: 12 - 14 Euro!  Öffnungszeiten Montag\nbis Freitag, 9:00 – 18:00; Ruhetag? Samstag…'],
  ['Latin', `ısırgan İSTANBUL ${'İ'.repeat(60)} aaaaaaaaaaaaaaaa`],
  ['Latin', 'The council said it would repair the bridge. '.repeat(80)],
  ['Latin', 'İıſßÆœ ñandú ĳsselmeer Ŋǃxóõ '.repeat(120)],
  [
    'Cyrillic',
    'Градскиот совет соопшти дека стариот мост ќе се поправи пред зимата, иако никој не знае кој ќе плати.',
  ],
  ['Arabic', 'شورای شهر روز دوشنبه اعلام کرد که پل قدیمی پیش از زمستان تعمیر خواهد شد'],
  ['Devanagari', 'नगर परिषद ने सोमवार को कहा कि पुराने पुल की मरम्मत सर्दियों से पहले की जाएगी'],
]

it('ranks languages as franc does, to the last bit', () => {
  for (const [script, text] of texts) {
    const {sco: _sco, ...languages} = data[script] ?? {}
    const ranked = rankByTrigrams(readTrigrams(languages), text)
    expect(ranked.length).toBeGreaterThan(4)
    expect(ranked, text).toEqual(francAll(text, {ignore: ['sco']}))
  }
})

it('refuses models that are not as franc has them', () => {
  expect(() => readTrigrams({xxx: ' de|de '})).toThrow('Expected 300 trigrams')
})
