import {describe, expect, test} from 'vitest'
import {flagged} from './flagged.ts'

const paragraphs = [
  'The council met on Monday and talked about the bridge until long after the lamps had gone out.',
  'Nobody could say who would pay for the work, and the mayor did not want to guess in public.',
  'A report is expected in spring, when the river is low and the old pillars can be looked at.',
]

describe('detect/repeated-paragraph', () => {
  const long = `${paragraphs[0]} ${paragraphs[1]}`
  test('finds the second of two', () => {
    expect(flagged([long, paragraphs[2], long].join('\n'), 'detect/repeated-paragraph')).toEqual([long])
  })
  test('leaves refrains and short answers alone', () => {
    const refrain = 'And so we sang the song of the river, on and on.'
    expect(flagged([refrain, paragraphs[0], refrain].join('\n'), 'detect/repeated-paragraph')).toEqual([])
  })
})

describe('detect/truncated', () => {
  const flags = (end: string, language?: string) =>
    flagged([...paragraphs, end].join('\n'), 'detect/truncated', language)
  test.each([
    ['The rest of the money will be paid by the towns along the river […]', '[…]'],
    ['The rest of the money will be paid by the towns along the river and by the...', '...'],
    [
      'The rest of the money will be paid by the towns along the river… Continue reading »',
      'Continue reading »',
    ],
    ['The rest of the money will be paid by the towns along the river and by the', 'the'],
    ['The rest of the money will be paid by the towns along the river,', ','],
  ])('finds %s', (end, mark) => expect(flags(end)).toEqual([mark]))

  test.each([
    'The rest of the money will be paid by the towns along the river.',
    '“And then, who knows what the towns along the river will say to all that…”',
    'Reporting by Anna Lund in Riverton and by John Moor in Oldbridge, editing by Kay Ford',
    'The end',
    'Correspondents in three towns along the river contributed to this report, which they signed up',
  ])('leaves alone: %s', end => expect(flags(end)).toEqual([]))

  test('asks for a habit of full stops', () => {
    const lines = paragraphs.map(line => line.slice(0, -1))
    expect(
      flagged(
        [...lines, 'The rest of the money will be paid by the towns along the'].join('\n'),
        'detect/truncated',
      ),
    ).toEqual([])
  })

  test('knows the articles of other languages', () => {
    const german = [
      'Der Rat tagte am Montag und sprach über die Brücke, bis die Lampen längst erloschen waren.',
      'Niemand konnte sagen, wer die Arbeiten bezahlt, und der Bürgermeister wollte nicht raten.',
      'Ein Bericht wird im Frühling erwartet, wenn der Fluss niedrig steht und man mehr sieht.',
      'Den Rest des Geldes werden wohl die Städte am Fluss bezahlen müssen, denn sie haben in der',
    ]
    expect(flagged(german.join('\n'), 'detect/truncated', 'deu')).toEqual(['der'])
  })
})

describe('detect/broken-word and detect/ocr-noise', () => {
  test.each([
    ['The govern- ment said so.', 'detect/broken-word', 'govern- ment>government'],
    ['It was an impor- tant day.', 'detect/broken-word', 'impor- tant>important'],
    ['The pe0ple of the w0rld came.', 'detect/ocr-noise', 'pe0ple>people'],
    ['A so|id wall stood there.', 'detect/ocr-noise', 'so|id>solid'],
    ['It was B R E A K I N G news.', 'detect/ocr-noise', 'B R E A K I N G>BREAKING'],
  ])('finds the damage in: %s', (text, rule, expected) => expect(flagged(text, rule)).toContain(expected))

  test.each([
    'The two- and three-year plans, pre- or post-war, and well- known names.',
    'Plan A B C D and E, J. R. R. Tolkien, U S A, and a b2b c0py.example.com x|y.',
    'Use the C3PO, R2D2, h2o and mp3player; see page l1nk5.',
  ])('leaves alone: %s', text => {
    expect([...flagged(text, 'detect/broken-word'), ...flagged(text, 'detect/ocr-noise')]).toEqual([])
  })
})

describe('detect/mixed-script', () => {
  test('replaces letters that only look right', () => {
    expect(flagged('The report of WН\u041e and Рutin spoke.', 'detect/mixed-script')).toEqual([
      'WН\u041e>WHO',
      'Рutin>Putin',
    ])
    expect(flagged('Президент Pоссии сказал.', 'detect/mixed-script', 'rus')).toEqual(['Pоссии>России'])
  })
  test('leaves words alone that have letters of both on purpose', () => {
    expect(flagged('Он купил USB-кабель, PDFки и 3Dпринтер.', 'detect/mixed-script', 'rus')).toEqual([])
  })
})
