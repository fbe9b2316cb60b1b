import {describe, expect, test} from 'vitest'
import {flagged} from './flagged.ts'

describe('detect/broken-number', () => {
  const flags = (text: string, language?: string) => flagged(text, 'detect/broken-number', language)
  test.each([
    ['Prices rose by zero.5 percent.', 'zero.5>0.5'],
    ['It took twenty-4 hours.', 'twenty-4>24'],
    ['It rose by three.eight percent.', 'three.eight>3.8'],
    ['It cost 5.seven million.', '5.seven>5.7'],
    ['It fell to zero levels Fahrenheit.', 'zero levels Fahrenheit>zero degrees Fahrenheit'],
    ['It was 20 ranges Celsius.', '20 ranges Celsius>20 degrees Celsius'],
    ['The 21th and the 3th came.', '21th>21st'],
    ['Some 12 ,500 people came.', '12 ,500>12,500'],
    ['The spread of COVID-nineteen went on.', 'COVID-nineteen>COVID-19'],
    ['Nearly 1 / 4 of one million people left.', '1 / 4 of one million'],
    ['There were hundreds of heaps of people.', 'hundreds of heaps of'],
    ['It grew by twenty% in a year.', 'twenty%'],
    ['He was born on February 30, 1961.', 'February 30'],
  ])('finds the number in: %s', (text, expected) => expect(flags(text)).toContain(expected))

  test.each([
    'Version 1.5, 2.0 and 3.1 of one.example.com, half of one million, a quarter of a million.',
    'The 1st, 2nd, 3rd, 4th, 11th, 12th, 13th, 21st, 111th and 112th Congress.',
    'On April 30, 1961, and on 31 May, in June 31 people came. Twenty-four hours, twenty-first century.',
    'In 2010, 300 people came; 12,500 stayed, 1/4 of them for 20 degrees Celsius.',
    'Thousands of people, tens of thousands of votes, 50 percent, £5 million, catch-22, U-2, one-on-one.',
  ])('leaves alone: %s', text => expect(flags(text)).toEqual([]))

  test('knows English only', () => expect(flags('Am 21th, zero.5', 'deu')).toEqual([]))
})

describe('detect/wrong-articles', () => {
  const flags = (text: string) => flagged(text, 'detect/wrong-articles')
  test('finds a habit', () => {
    expect(flags('She saw a apple and an house, then a elephant came to an large garden.')).toEqual([
      'a>an',
      'an>a',
      'a>an',
      'an>a',
    ])
  })
  test.each([
    ['one slip', 'She saw a apple, a pear and an orange.'],
    [
      'sounds',
      'A unit, a user, an hour, an heir, a one-off, a European, an MP, a UN plan, an umbrella, an unknown, an uninteresting, a useful.',
    ],
    [
      'names and variables',
      'Strep A infections, vitamin A is, group A arrived; whether a is less or a equals, plan A and A or B.',
    ],
  ])('leaves alone %s', (_, text) => expect(flags(text)).toEqual([]))
})

describe('detect/untranslated', () => {
  const english =
    'The council met on Monday and talked about the bridge until the lamps had gone out.\n'.repeat(3)
  const flags = (text: string) => flagged(english + text, 'detect/untranslated')
  test('finds words left in another script', () => {
    expect(
      flags('The minister said that подготовка к зиме was over and that people need not fear the cold.'),
    ).toEqual(['подготовка к зиме'])
    expect(
      flags('The minister said that 市议会 would meet again and that people need not fear the cold.'),
    ).toEqual(['市议会'])
  })
  test.each([
    'The city of Kyiv (Київ, formerly Киев) lies on a river, and its people call it “столиця” today.',
    'The rate α of TNFα and the Δt of the Ωmega experiment.',
    'Привет всем, кто читает эти строки\nHello to all who read these lines, and many thanks.',
  ])('leaves alone: %s', text => expect(flags(text)).toEqual([]))
})

describe('detect/mixed-language', () => {
  const english = [
    'The council met on Monday and talked about the bridge until long after the lamps had gone out in the town.',
    'Nobody could say who would pay for the work, and the mayor did not want to guess about it in public.',
    'A report is expected in spring, when the river is low and the old pillars can be looked at by the builders.',
  ]
  const spanish =
    'El alcalde dijo que la ciudad no puede pagar las obras del puente y que los vecinos tendrán que esperar hasta el verano, cuando se sepa cuánto dinero hay y quién lo va a poner en la mesa de la comisión.'
  const flags = (text: string) => flagged(text, 'detect/mixed-language')

  test('finds the paragraph that nobody translated', () => {
    expect(flags([...english, spanish].join('\n')).map(actual => actual.slice(0, 10))).toEqual(['El alcalde'])
  })
  test('leaves bilingual texts and lists of names alone', () => {
    expect(flags([english[0], spanish, spanish.replace('El', 'Un')].join('\n'))).toEqual([])
    const names = Array.from(
      {length: 12},
      (_, index) => `José Álvarez, Jean Dupont, Hans Müller ${index}`,
    ).join('; ')
    expect(flags([...english, names].join('\n'))).toEqual([])
  })
})

describe('detect/institution-variants', () => {
  const flags = (text: string) => flagged(text, 'detect/institution-variants')
  test('finds one agency under two names', () => {
    const text =
      'The International Atomic Energy Agency met. \nLater the International Atomic Energy Authority spoke.\nThe International Atomic Energy Agency is in Vienna.'
    expect(flags(text)).toEqual(['International Atomic Energy Authority>International Atomic Energy Agency'])
  })
  test.each([
    'The Ministry of Defence spoke.\nThe Department of Defence answered.',
    'The Public Health Agency and the Public Health Authority met.',
    'The National Security Agency spoke.\nThe National Security Council answered.',
  ])('leaves alone: %s', text => expect(flags(text)).toEqual([]))
})

describe('detect/institution-name', () => {
  const flags = (text: string) => flagged(text, 'detect/institution-name')
  test.each([
    ['The White Home said so on Monday.', 'White Home>White House'],
    ['He spoke before the United Countries.', 'United Countries>United Nations'],
    ['The Pink Cross brought food.', 'Pink Cross>Red Cross'],
    ['She won two medals at the Olympic Video games.', 'Olympic Video games>Olympic Games'],
    ['The Labour Celebration lost.', 'Labour Celebration>Labour Party'],
    ['All of Jap Europe was cold.', 'Jap Europe>Eastern Europe'],
  ])('finds the name in: %s', (text, expected) => expect(flags(text)).toEqual([expected]))

  test.each([
    'The White House, a white home, the United Nations and two united countries.',
    'The National Safety Council, the Red Cross, a pink cross, the high court and the Green Party.',
    'The Olympic Games and video games; a birthday celebration of the Labour Party; the Global Bank.',
    'The White Homestead and the Center East of town.',
  ])('leaves alone: %s', text => expect(flags(text)).toEqual([]))
})
