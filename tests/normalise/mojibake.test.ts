import {existsSync, readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {applyEdits} from '../../src/document/edit.ts'
import {invisibleEdits} from '../../src/normalise/invisibles.ts'
import {mojibakeRepairs} from '../../src/normalise/mojibake.ts'
import {noSupport, supportAfter} from '../../src/normalise/mojibake-support.ts'

/** All layers undone, and the controls of 0x80..0x9F read as windows-1252: what ftfy calls fixing the encoding. */
const repair = (text: string): string => {
  let current = text
  let support = noSupport
  for (let layer = 0; layer < 12; layer++) {
    const repairs = mojibakeRepairs(current, support)
    support = supportAfter(support, repairs)
    const edits =
      repairs.length > 0
        ? repairs
        : invisibleEdits(current).edits.filter(edit => edit.ruleId === 'normalise/c1')
    if (edits.length === 0) break
    current = applyEdits(current, edits)
  }
  return current
}

const upperHalf = Uint8Array.from({length: 256}, (_, index) => index)

/** Text as it looks after its UTF-8 was read as `charset`. */
const mangle = (text: string, charset: string): string => {
  const characters = new TextDecoder(charset).decode(upperHalf)
  return Array.from(new TextEncoder().encode(text), byte => characters.charAt(byte)).join('')
}

const sentences = [
  'The minister said “it’s too early – far too early” to tell…',
  'Der Zug nach Köln fährt heute über Düsseldorf, sagte Frau Weiß.',
  'L’été dernier, les élèves étaient déjà à Nîmes avec leur frère aîné.',
  'El niño comió una piña mañana por la mañana, según el señor Peña.',
  'Zażółć gęślą jaźń, powiedział wójt, i łódź odpłynęła.',
  'Příliš žluťoučký kůň úpěl ďábelské ódy.',
  'Съезд прошёл в пятницу вечером, и никто не возражал.',
  'Η συνεδρίαση άρχισε το πρωί στην Αθήνα.',
  'Trời hôm nay đẹp, chúng tôi đi chợ mua cá.',
  '会议昨天在北京举行，双方同意继续谈判。',
  'Das kostet 25 € – oder 30 £, je nach Größe ☺.',
]

const charsets = ['windows-1252', 'windows-1250', 'windows-1251', 'windows-1254', 'iso-8859-2', 'macintosh']

/** Sentence, charset: where bytes look like good text or are lost, and some of it cannot be known. */
const unknowable = new Set(['10 windows-1251'])

describe('mojibakeRepairs', () => {
  for (const charset of charsets)
    for (const [index, sentence] of sentences.entries())
      it.skipIf(unknowable.has(`${index} ${charset}`))(`undoes ${charset}: ${sentence}`, () => {
        expect(repair(mangle(sentence, charset))).toBe(sentence)
      })

  for (const sentence of sentences.slice(0, 5))
    it(`undoes windows-1252 twice and three times: ${sentence}`, () => {
      const twice = mangle(mangle(sentence, 'windows-1252'), 'windows-1252')
      expect(repair(twice)).toBe(sentence)
      expect(repair(mangle(twice, 'windows-1252'))).toBe(sentence)
    })

  it.each([
    ['He said “no” and didnâ€™t come.', 'He said “no” and didn’t come.'],
    [
      'a cafÃ© in good text – “fine”, she said, and went on to the next one',
      'a café in good text – “fine”, she said, and went on to the next one',
    ],
    ['itâ€™s the â€œendâ€, he said', 'it’s the “end”, he said'],
    ['Terms apply.Â\u00a0 See below', 'Terms apply.\u00a0 See below'],
    ['jusquâ€™Ã la fin, mÃªme Ã  Paris', 'jusqu’à la fin, même à Paris'],
    ['I ðŸ˜€ it', 'I 😀 it'],
    ['ï»¿Title', '\ufeffTitle'],
    ['28â\u0084\u0083 in the shade', '28℃ in the shade'],
    ['one,â\u0080\u008btwo', 'one,\u200btwo'],
  ])('repairs %j and nothing beside it', (text, expected) => {
    expect(repair(text)).toBe(expected)
  })

  it.each([
    'RÉSUMÉ… of the CAFÉ® “À LA CARTE” — TRÈS BIEN!',
    'SÃO PAULO, CORAÇÃO, MANHÃ',
    'Він сказав: «Рік минув», і все.',
    'Ð is a letter of Icelandic, as is Þ; Ñ is one of Spanish.',
    '5×3 = 15; 20 °C ± 2; ½ £; § 4',
    'sin √π + 2√π, x√2',
    '┌─┐ │a│ └─┘ ├┤',
    'Vâng, ông ấy đã về quê rồi ạ.',
    'ÎLE-DE-FRANCE, ÂGE, Â table',
    'Ağrı’da kar yağışı, ĞİŞ ğış',
    'ΑΒΓ “δοκιμή” – Β» τέλος',
  ])('leaves %j alone', text => {
    expect(repair(text)).toBe(text)
  })

  it('asks for less evidence where the document has more of the same', () => {
    const charsets = new Map([['windows-1252', 20]])
    expect(mojibakeRepairs('SMÃ…', noSupport)).toEqual([])
    expect(mojibakeRepairs('SMÃ…', {...noSupport, charsets}).map(found => found.replacement)).toEqual(['Å'])
    expect(mojibakeRepairs('Å! GÅTA, SMÅ… RÖR', {...noSupport, charsets})).toEqual([])
  })

  it('takes time in proportion to the text', () => {
    const started = performance.now()
    for (const piece of ['Ã', 'É®', 'â€', 'Рі', 'Ã ', 'à¸', '┼┐'])
      mojibakeRepairs(piece.repeat(50_000), noSupport)
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})

const casesOf = (
  name: string,
): {label: string; original: string; fixed: string; 'fixed-encoding'?: string}[] =>
  JSON.parse(readFileSync(new URL(`${name}.json`, directory), 'utf8'))

const directory = new URL('../../../shared/data/ftfy/', import.meta.url)

/** The cases are not ours to ship; without them the sentences above are what stands. */
describe.skipIf(!existsSync(directory))('the cases of ftfy', () => {
  for (const [name, floor] of [
    ['in-the-wild', 70],
    ['synthetic', 30],
    ['language-names', 20],
    ['negative', 31],
    ['known-failures', 5],
  ] as const)
    it(`passes at least ${floor} of ${name}`, () => {
      const passed = casesOf(name).filter(
        one => repair(one.original) === (one['fixed-encoding'] ?? one.fixed),
      )
      expect(passed.length).toBeGreaterThanOrEqual(floor)
    })
})
