import {expect, test} from 'vitest'
import {loadRules} from '../../src/rules/load-rules.ts'
import {bytesKeptBy} from '../memory.ts'

test('remembering a line does not keep the page it came from', () => {
  const rules = loadRules()
  rules.groupsFor(['warm'], {})
  const kept = bytesKeptBy(() => {
    for (let number = 0; number < 30; number++) {
      const page = `Read more about number ${number}\n`.padEnd(1_000_000, 'word ')
      rules.groupsFor([page.slice(0, page.indexOf('\n'))], {})
    }
  })
  expect(kept).toBeLessThan(5_000_000)
})
