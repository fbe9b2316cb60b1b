import {appendFileSync, mkdirSync, rmSync, utimesSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {beforeEach, describe, expect, it} from 'vitest'
import {outputStamp} from '../../src/folder/stamp.ts'
import {type State, stateOn} from '../../src/folder/state.ts'
import {openStore} from '../../src/folder/store.ts'
import {survey} from '../../src/folder/survey.ts'
import {findInputs} from '../../src/read/walk.ts'
import {newFolder} from '../cli/run-program.ts'

// So many that a thread helps.
const count = 11_000
const nameOf = (number: number): string => `page-${String(number).padStart(5, '0')}.txt`

describe('a survey of many unchanged inputs', () => {
  let folder: string
  let state: State
  const fileOf = (top: string, number: number): string => join(folder, top, nameOf(number))

  const look = (): {inputs: number; changed: boolean; due: string[]; stretches: number} => {
    const {inputs} = findInputs([join(folder, 'in')])
    const surveyed = survey(state, inputs, {
      output: join(folder, 'out'),
      now: Date.now() + 60_000,
      refused: () => undefined,
    })
    const due = state.dueAfter(undefined, count).map(({path}) => path)
    return {...surveyed, due, stretches: state.stretchesFrom('', count).length}
  }

  /** What a run does with what is due. */
  const finish = (): void => {
    for (const {path} of state.dueAfter(undefined, count)) {
      const {size, modified} = outputStamp(join(folder, 'out', path)) ?? {size: 0, modified: 0}
      state.forgetDocuments(path)
      const result = {path, row: '{}', repairs: '', places: '[]', status: 'clean', output: path} as const
      state.record(
        path,
        {...result, kept: 1, removed: 0, flags: 0, written: true},
        {size, modified, retry: 0},
      )
      state.finish(path, 'known')
    }
  }

  beforeEach(async () => {
    folder = newFolder()
    for (const top of ['in', 'out']) {
      mkdirSync(join(folder, top))
      for (let number = 0; number < count; number += 2) writeFileSync(fileOf(top, number), 'text')
    }
    state = stateOn((await openStore(undefined)).store)
    expect(look()).toMatchObject({inputs: count / 2, changed: true, stretches: 0})
    finish()
    expect(look()).toMatchObject({inputs: count / 2, changed: false, due: [], stretches: 22})
    expect(look()).toMatchObject({inputs: count / 2, changed: false, due: [], stretches: 22})
  })

  it.each([0, 498, 500, 9210, count - 2])('finds the change of input %i', number => {
    appendFileSync(fileOf('in', number), ' and more')
    expect(look()).toMatchObject({inputs: count / 2, changed: false, due: [nameOf(number)], stretches: 21})
  })

  it.each([0, 498, 500, 9210, count - 2])('finds that the text of input %i changed, or is gone', number => {
    utimesSync(fileOf('out', number), new Date(), new Date(0))
    rmSync(fileOf('out', 20))
    const due = number === 20 ? [nameOf(20)] : [nameOf(20), nameOf(number)].sort()
    expect(look().due).toEqual(due)
    finish()
    expect(look().due).toContain(nameOf(20))
  })

  it('finds what came and what went, at the edges of its stretches too', () => {
    for (const number of [1, 499, 501, 9211, count - 1]) writeFileSync(fileOf('in', number), 'new')
    for (const number of [0, 500, 2000]) rmSync(fileOf('in', number))
    expect(look()).toMatchObject({
      inputs: count / 2 + 2,
      changed: true,
      due: [1, 499, 501, 9211, count - 1].map(nameOf),
    })
    for (const number of [1, 499, 501, 9211, count - 1]) writeFileSync(fileOf('out', number), 'new')
    finish()
    expect(look()).toMatchObject({inputs: count / 2 + 2, changed: false, due: []})
  })

  it('counts the documents as they come and go', () => {
    const before = state.totals()
    expect(before).toMatchObject({documents: count / 2, withText: count / 2, kept: count / 2})
    rmSync(fileOf('in', 40))
    look()
    expect(state.totals()).toMatchObject({documents: count / 2 - 1, statuses: {clean: count / 2 - 1}})
    state.setAllDue('all')
    expect(state.totals()).toMatchObject({documents: 0, kept: 0, withText: 0})
    expect(state.stretchesFrom('', count)).toEqual([])
  })
})
