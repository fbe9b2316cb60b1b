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

test('a page is told the same at every look, whatever lines are gone or came', () => {
  const long = `Copyright 2024 Example Media. ${'All of it belongs to somebody. '.repeat(3)}All rights reserved.`
  const page = [
    'Share this article',
    'The harbour reopened on Monday.',
    long,
    'Share this article',
    'Advertisement',
  ]
  const rules = loadRules()
  const told = (lines: readonly string[]) =>
    rules.matchLines(lines, {}).matches.map(found => found.map(({rule}) => rule.id))
  const looks = [page, page.slice(1), [...page].reverse(), ['Advertisement', ...page], [], page]
  for (const lines of looks) {
    const alone = loadRules().matchLines(lines, {})
    expect(told(lines)).toEqual(alone.matches.map(found => found.map(({rule}) => rule.id)))
    expect(alone.rows).toEqual(lines.flatMap((line, row) => (/harbour/.test(line) ? [] : [row])))
  }
})
