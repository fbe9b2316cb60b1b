import {describe, expect, test} from 'vitest'
import {detect} from '../../src/detect/detect.ts'
import {documentOf} from './document-of.ts'
import {flagged} from './flagged.ts'

const english = {language: 'eng'}

describe('detect', () => {
  test('adds messages, keeps the old ones, and changes nothing else', () => {
    const document = {
      ...documentOf('It ended.The next day came.'),
      messages: [{severity: 'info', ruleId: 'x', reason: 'x'}] as const,
    }
    const result = detect(document, english)
    expect(result.messages.map(message => message.ruleId)).toEqual(['x', 'detect/missing-space'])
    expect({...result, messages: document.messages}).toEqual(document)
  })

  test('lists a thousand findings, and says how many there are', () => {
    const {messages} = detect(documentOf('It ended.The next day came. '.repeat(1_500)), english)
    expect(messages.filter(message => message.span)).toHaveLength(1_000)
    expect(messages.at(-1)?.reason).toContain('Found 1500 times')
  })

  test('leaves removed blocks alone', () => {
    const document = documentOf('It ended.The next day came.')
    const removed = {ruleId: 'strip/x', reason: 'x', confidence: 1}
    const stripped = {...document, blocks: document.blocks.map(block => ({...block, removed}))}
    expect(detect(stripped, english).messages).toEqual([])
  })

  test('sees the text with its edits, and points into the source', () => {
    const source = 'It was the  morningthe bell rang.'
    const document = documentOf(source)
    const edits = [{start: 10, end: 12, replacement: ' ', ruleId: 'normalise/spaces'}]
    const [message] = detect(
      {...document, blocks: document.blocks.map(block => ({...block, edits}))},
      english,
    ).messages
    expect(source.slice(message?.span?.start, message?.span?.end)).toBe('morningthe')
    expect(message?.at).toEqual({block: 0, start: 11, end: 21})
  })
})

describe('detect/glued-words', () => {
  const flags = (text: string, language?: string) => flagged(text, 'detect/glued-words', language)

  test.each([
    ['They left in the morningthe road was still dark.', 'morningthe>morning the'],
    ['The council argued all nightabout the price of salt.', 'nightabout>night about'],
    ['Nobody paid the thefull price of the assetsof the bank.', 'assetsof>assets of'],
    ['She wrote about the yearsThe house had stood empty.', 'yearsThe>years The'],
    ['As the mayor told us yesterdayObama would not come.', 'yesterdayObama>yesterday Obama'],
    ['HomeHealth', 'HomeHealth>Home Health'],
  ])('finds %s', (text, expected) => expect(flags(text)).toContain(expected))

  test.each([
    'YouTube, PayPal, LinkedIn and BlackRock rose; McDonald and DeSantis did not.',
    'See https://example.com/morningthe or mail morningthe@example.com about #morningthe.',
    'The runabout stood nearby, and therewith the waterproof tale of the oilsand ends, whereof nobody knew.',
    'Call setTimeout or getElementById, then read textContent.',
    'Absinthe, menthe and the Nürburgring; the airstrike hit a warehouse.',
    'Soothe, bathe, clothe, worthwhile, elsewhere, wellbeing, thankyou, software.',
    'A long-awaited, half-hearted, never-ending story by Goethe.',
  ])('leaves alone: %s', text => expect(flags(text)).toEqual([]))

  test('leaves alone what is said again and again', () => {
    expect(flags('The nightabout was new. A nightabout is a cart. Every nightabout has wheels.')).toEqual([])
  })

  test('says nothing about other languages', () => {
    expect(flags('Die Dampfschifffahrtsgesellschaft und der morningthe', 'deu')).toEqual([])
  })
})

describe('detect/missing-space', () => {
  const flags = (text: string, language?: string) => flagged(text, 'detect/missing-space', language)

  test.each([
    ['That was the end.The next day was quiet.', 'end.The>end. The'],
    ['“That was the end.”The crowd went home.', 'end.”The>end.” The'],
    ['Was it the end?Nobody could say so.', 'end?Nobody>end? Nobody'],
    ['He knew the price.“Too much” was all he said.', 'price.“Too>price. “Too'],
  ])('finds %s', (text, expected) => expect(flags(text)).toEqual([expected]))

  test.each([
    'Node.js and ASP.NET run on example.Com or Booking.Com today.',
    'The U.S.A. and the U.S. Army, e.g. Smith, i.e. The man.',
    'def area(models.Model): return string.Template(name)',
    'Version 2.The 3.5 release and file.The_old.txt',
    'See www.example.com/index.The page or user.Name@example.com for more.',
  ])('leaves alone: %s', text => expect(flags(text)).toEqual([]))

  test('works in any language with capitals', () => {
    expect(flags('Это был конец.Потом все ушли.', 'rus')).toEqual(['конец.Потом>конец. Потом'])
  })
})

describe('detect/name-variants', () => {
  const flags = (text: string, language?: string) => flagged(text, 'detect/name-variants', language)

  test('finds one person in three spellings and proposes the one with a first name', () => {
    const text = [
      'The delegation was led by Anton Ostrowsky, who had flown in at night.',
      'Later Ostrovskiy said the talks went well. Envoy Ostrovskiy left at noon.',
      'Reporters asked Ostrowskyy about the price.',
    ].join('\n')
    expect(flags(text)).toEqual(['Ostrovskiy>Ostrowsky', 'Ostrovskiy>Ostrowsky', 'Ostrowskyy>Ostrowsky'])
  })

  test('finds names one letter apart only with the same first name', () => {
    expect(flags('Maria Delgano spoke first.\nThen Maria Delgamo answered.')).toEqual(['Delgamo>Delgano'])
    expect(flags('Maria Delgano spoke first.\nThen old Delgamo answered.')).toEqual([])
  })

  test.each([
    ['different first names', 'Anna Philips won the race.\nLater Peter Phillips spoke.'],
    ['both in one sentence', 'In the final Philips beat Phillips by a length.'],
    ['first names of different people', 'Patrik Lund scored.\nThen Patrick Moor saved twice.'],
    ['plurals and possessives', 'Robert Clinton left.\nThe Clintons stayed. It was Clinton’s house.'],
    ['country and people', 'West Germany won.\nThe West German side cheered.'],
    ['ordinary words', 'Center for Peace.\nThe Centre for Peace is a centre and a center.'],
    ['accents', 'Pablo Nuñez won.\nLater Pablo Nunez spoke.'],
    ['addresses', 'Volodya Ostrovsky left.\nSee https://example.com/Ostrovskyy for more.'],
  ])('leaves alone %s', (_, text) => expect(flags(text)).toEqual([]))

  test('needs a first name where every noun has a capital', () => {
    expect(flags('Die Kathode glüht.\nDann sah man die Katode wieder.', 'deu')).toEqual([])
  })
})
