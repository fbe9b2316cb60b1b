import {describe, expect, it} from 'vitest'
import {detectSynonymSwaps} from '../../src/detect/synonym-swap.ts'
import {documentOf} from './document-of.ts'

const written = `The city council voted on Tuesday to build a new bridge over the river, after years of complaints about traffic in the old town.
The bridge will cost about 40 million dollars and should open in three years, the mayor said. Most of the money will come from the state, and the rest from a small rise in parking fees.
Residents of the north bank welcomed the decision. They have long said that the only road to the hospital is closed whenever the river floods.
Opponents argued that the city should repair the old bridge first. A report published last year found rust in its main beams but said that it was safe for cars.`

const more = `The council met for the first time since the election in May. Three of its eleven members are new, and two of them had never held a public office before.
The mayor, who has led the city for nine years, said after the meeting that she would not run again. She plans to spend more time with her family and to finish a book about the history of the port.
Work on the bridge will begin next spring, when the water is low. Until then, engineers will test the ground on both banks and talk to the owners of the houses that stand closest to the road.
The state has paid for four other bridges in the region since 2015. All of them were finished late, and two of them cost almost twice as much as planned, according to the office of the auditor.
A group of parents asked the council to build a path for bicycles next to the road, so that children can ride to school safely. The mayor said that the plan already includes one.
The next meeting is on the first Monday of October. It is open to the public, and the agenda will be on the website of the city a week before.`

const spun = `The metropolis council balloted on Tuesday to construct a fresh bridge over the watercourse, after years of plaints about dealings in the aged township.
The bridge volition cost about 40 million clams and should unfastened in three years, the city manager aforesaid. Most of the currency will come from the commonwealth, and the residuum from a diminutive ascent in parking tips.
Occupants of the northward depository financial institution welcomed the conclusion. They have hanker said that the lone route to the infirmary is shut whenever the river inundations.
Opposers reasoned that the city should mend the old bridge foremost. A account printed last twelvemonth ascertained corrosion in its primary balks but said that it was secure for railcars.`

describe('detectSynonymSwaps', () => {
  it('leaves an article alone', () => {
    const {garbled, messages} = detectSynonymSwaps(documentOf(written, 'eng'))
    expect(garbled?.flagged).toBe(false)
    expect(messages).toEqual([])
  })

  it('flags the same article after a spinner went over it', () => {
    const before = documentOf(spun, 'eng')
    const {garbled, messages} = detectSynonymSwaps(before)
    expect(garbled?.flagged).toBe(true)
    expect(garbled?.score).toBeGreaterThan(0.9)
    expect(garbled?.reason).toMatch(
      /^\d+ of \d+ content words have a far likelier synonym; typical for human news: \d+$/,
    )
    const swaps = messages.filter(({ruleId}) => ruleId === 'detect/synonym-swap')
    expect(swaps.length).toBeGreaterThan(10)
    for (const {span, actual, at} of swaps) {
      expect(before.source.slice(span?.start, span?.end)).toBe(actual)
      expect(before.blocks[at?.block ?? -1]?.raw.slice(at?.start, at?.end)).toBe(actual)
    }
    const repairs = new Map(swaps.map(({actual, expected}) => [actual, expected]))
    expect(repairs.get('metropolis')?.[0]).toBe('city')
    expect(repairs.get('twelvemonth')?.[0]).toBe('year')
    expect(repairs.get('watercourse')?.[0]).toBe('river')
    expect(repairs.get('Occupants')?.[0]).toBe('Residents')
  })

  it('shows one spun paragraph in a good article', () => {
    const paragraph = spun.split('\n').slice(2).join(' ')
    // As long as a magazine's article, so that two sentences in ten do not tip the whole.
    const other = more
      .replaceAll('council', 'board')
      .replaceAll('city', 'county')
      .replaceAll('bridge', 'tunnel')
    const third = more
      .replaceAll('council', 'club')
      .replaceAll('city', 'district')
      .replaceAll('bridge', 'pool')
    const article = [written, more, other, third, paragraph].join('\n')
    const {garbled, messages} = detectSynonymSwaps(documentOf(article, 'eng'))
    expect(garbled?.flagged).toBe(false)
    const found = messages.filter(({ruleId}) => ruleId === 'detect/spun-paragraph')
    expect(found.map(({span}) => article.slice(span?.start, span?.end))).toEqual([paragraph])
    expect(messages.length).toBeGreaterThan(5)
  })

  it('is silent about other languages', () => {
    const text =
      'Der Stadtrat hat am Dienstag beschlossen, eine neue Brücke über den Fluss zu bauen. '.repeat(6)
    expect(detectSynonymSwaps(documentOf(text, 'deu')).garbled).toBeUndefined()
    expect(detectSynonymSwaps(documentOf(text, 'und')).garbled).toBeUndefined()
  })

  it('judges English text whose language is not sure', () => {
    expect(detectSynonymSwaps(documentOf(spun, 'und')).garbled?.flagged).toBe(true)
  })

  it('does not look at removed blocks', () => {
    const document = documentOf(`${written}\n${spun}`, 'eng')
    const blocks = document.blocks.map((block, index) =>
      index < 4 ? block : {...block, removed: {ruleId: 'strip/lines', reason: 'A test.', confidence: 1}},
    )
    expect(detectSynonymSwaps({...document, blocks}).garbled?.flagged).toBe(false)
  })
})
