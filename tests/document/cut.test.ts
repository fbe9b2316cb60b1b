import {expect, test} from 'vitest'
import {clean} from '../../src/index.ts'

test('what is cut out of a kept block is accounted for like a removed one', async () => {
  const prose =
    'The speed of the tide below the old bridge is measured every morning by the keeper of the lock. '
  const math =
    '<math><semantics><mrow><mi>v</mi><mo>=</mo><mi>s</mi></mrow><annotation encoding="application/x-tex">v=s/t</annotation></semantics></math>'
  const source = `<title>Tides</title><h1>Tides<a href="#tides">¶</a></h1><p>${prose.repeat(3)}</p><p>It is ${math} here, as everybody in the town knows by heart.</p><p>${prose.repeat(2)}</p>`
  const {text, row} = await clean(source, {mediaType: 'text/html', detect: false})
  expect(text).toContain('\nIt is v=s/t here, as')
  const cuts = row.removals.filter(({ruleId}) => ruleId.startsWith('extract/') && ruleId !== 'extract/html')
  expect(cuts.map(({ruleId, span}) => [ruleId, source.slice(span.start, span.end)])).toEqual([
    ['extract/permalink', '¶'],
    ['extract/formula', 'v</mi><mo>=</mo><mi>s'],
  ])
  expect(row.removed).toBe(4)
  expect(row.kept).toBe(text.replace(/\s/g, '').length)
})
