import {expect, test} from 'vitest'
import {startsLikeByline} from '../../src/extract/authors.ts'
import {lineEvidence, lineSays} from '../../src/extract/line-evidence.ts'

const {digit, date, year, copyright, bylineWord, byline} = lineSays

test.each([
  ['Bread and salt', 0],
  ['5 loaves', digit],
  ['1.2.25', digit | date],
  ['Updated in 2024', digit | date | year],
  ['© 2024 The Post', digit | date | year | copyright],
  ['Text from 2024', digit | date | year | bylineWord],
  ['Written by Ann Lee', byline],
  ['Von: Ann Lee', byline],
  ['Автор Анна', byline],
  ['2024-05-03 By Ann Lee', digit | date | year | bylineWord | byline],
  ['News • by Ann Lee', bylineWord | byline],
  ['Bylaws of the club', 0],
])('what %j says', (text, says) => {
  expect(lineEvidence(text)).toBe(says)
})

test.each(['by Ann', 'Posted by: Ann', '01/02/2024 words by Ann', 'di Anna', 'author : Ann', 'Автор: Ann'])(
  'a line or a part of one that starts like a byline is not passed over: %s',
  text => {
    expect(startsLikeByline(text)).toBe(true)
    expect(lineEvidence(text) & byline).toBe(byline)
    expect(lineEvidence(`Home | ${text}`) & byline).toBe(byline)
  },
)
