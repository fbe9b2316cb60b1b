import {sep} from 'node:path'
import {kindOf} from '../read/kind.ts'
import type {Input} from '../read/walk.ts'
import {outputNames, type Wanted} from '../write/output-names.ts'
import {type Lookout, mostOpen, openLookout} from './lookout.ts'
import type {KnownInput, KnownOutput} from './records.ts'
import {isAsWritten, isRacy, sameStamp} from './stamp.ts'
import {pathAfter, type State} from './state.ts'
import {holdsInputs, holdsOutputs, type Stretch, type StretchOutputs, stretchMaker} from './stretch.ts'

/** How many rows of the state are looked at in one go. */
const pageSize = 1000
const stretchPage = 16

/** So many are looked at sooner than a thread is started to share the work. */
const fewStretches = 20

type Known = {readonly input: KnownInput; readonly outputs: readonly KnownOutput[]}

/** Paths from one to before another, in the order of JavaScript strings; to the end without the second. */
type Range = {readonly from: string; readonly before: string | undefined}

/** The texts, with what is known of the inputs in a range, in path order. The state may change behind the reader, not before it. */
function* knownInputs(state: State, {from, before}: Range): Generator<Known> {
  for (let next = from; ; ) {
    const page = state.inputsFrom(next, pageSize, before)
    const first = page[0]?.path
    const last = page.at(-1)?.path
    if (first === undefined || last === undefined) return
    next = pathAfter(last)
    const outputs = state.outputsBetween(first, last)
    let at = 0
    for (const input of page) {
      const begin = at
      while (outputs[at]?.input === input.path) at++
      yield {input, outputs: outputs.slice(begin, at)}
    }
  }
}

/** What earlier surveys found unchanged, in path order; read like the inputs. */
function* stretches(state: State): Generator<Stretch> {
  for (let next = ''; ; ) {
    const page = state.stretchesFrom(next, stretchPage)
    const last = page.at(-1)?.last
    if (last === undefined) return
    next = pathAfter(last)
    yield* page
  }
}

const refusedMark = 'refused: '

/** What stands for the digest of an input that is not read. */
export const refusalDigest = (reason: string): string => refusedMark + reason

const isRefused = (input: KnownInput): boolean => input.digest?.startsWith(refusedMark) ?? false

const refusalOf = (input: Input): string | undefined => {
  if (input.refused !== undefined) return input.refused
  if (kindOf(input.path)) return undefined
  const name = input.path.slice(input.path.lastIndexOf('/') + 1)
  const dot = name.lastIndexOf('.')
  return `Not a kind of file that Copydesk reads (\`${dot > 0 ? name.slice(dot) : name}\`)`
}

type Survey = {
  readonly inputs: number
  /** Inputs came or went. */
  readonly changed: boolean
}

type SurveySettings = {
  /** The output folder; absent when the outputs are not looked at. */
  readonly output: string | undefined
  /** Milliseconds since 1970. */
  readonly now: number
  /** An input that is not read, and was not refused for the same reason before. */
  readonly refused: (input: Input, reason: string) => void
}

/** The inputs that are there, taken in order a stretch at a time. */
const walkThrough = (
  inputs: Iterable<Input>,
): {readonly before: (path: string | undefined) => Generator<Input>} => {
  const walk = inputs[Symbol.iterator]()
  let ahead = walk.next()
  return {
    before: function* (path) {
      for (; !ahead.done && (path === undefined || ahead.value.path < path); ahead = walk.next())
        yield ahead.value
    },
  }
}

/**
 * Holds the inputs that are there against those that are known: what is new or changed, or whose text was changed by
 * somebody else, becomes due; what is gone is forgotten. Both lists are in path order, so that neither is held whole.
 * What an earlier survey found unchanged is compared a stretch at a time first.
 */
export const survey = (state: State, inputs: Iterable<Input>, settings: SurveySettings): Survey => {
  const {output, now} = settings
  let count = 0
  let changed = false

  const outputsAreThere = (outputs: readonly KnownOutput[]): boolean =>
    output === undefined ||
    // As in `holdsOutputs`, no need to contain the name.
    outputs.every(each => isAsWritten(output + sep + each.output, each.size, each.modified))

  const drop = (path: string): void => {
    state.dropInput(path)
    changed = true
  }

  /** @returns whether the input and its texts are as they were left. */
  const compare = (input: Input, {input: before, outputs}: Known): boolean => {
    const reason = refusalOf(input)
    if (reason !== undefined) {
      if (!before.due && before.digest === refusalDigest(reason)) return input.refused === undefined
      settings.refused(input, reason)
    } else if (!sameStamp(input, before.stamp) || before.racy) {
      // Half a stream of records of the old content is of no use; all of it may turn out to be the same.
      if (before.digest === undefined) state.forgetDocuments(input.path)
      state.putInput(input.path, input, {racy: isRacy(input, now), output: before.output})
    } else if (!outputsAreThere(outputs)) {
      if (before.digest === undefined) state.forgetDocuments(input.path)
      state.setDue(input.path)
    } else return !before.due && output !== undefined
    return false
  }

  const compareEach = (found: Iterable<Input>, range: Range): void => {
    const known = knownInputs(state, range)
    let next = known.next()
    const stretch = stretchMaker(state.putStretch)
    for (const input of found) {
      count++
      while (!next.done && next.value.input.path < input.path) {
        drop(next.value.input.path)
        next = known.next()
      }
      if (!next.done && next.value.input.path === input.path) {
        stretch.add(input, compare(input, next.value) ? next.value.outputs : undefined)
        next = known.next()
        continue
      }
      stretch.add(input, undefined)
      changed = true
      state.putInput(input.path, input, {racy: isRacy(input, now), output: ''})
      const reason = refusalOf(input)
      if (reason !== undefined) settings.refused(input, reason)
    }
    for (; !next.done; next = known.next()) drop(next.value.input.path)
    stretch.end()
  }

  const walk = walkThrough(inputs)
  let lookout: Lookout | undefined
  const isThere = (outputs: StretchOutputs): (() => boolean) =>
    lookout?.ask(outputs) ?? (() => output === undefined || holdsOutputs(outputs, output))

  /** Stretches whose inputs are what they were, and of whose texts that is not known yet. */
  const open: (() => void)[] = []
  let from = ''
  let asked = 0
  try {
    for (const stretch of stretches(state)) {
      const {first, last} = stretch
      if (from < first) compareEach(walk.before(first), {from, before: first})
      const range = {from: first, before: pathAfter(last)}
      from = range.before
      const found = [...walk.before(from)]
      if (!holdsInputs(stretch, found)) {
        compareEach(found, range)
        continue
      }
      if (output !== undefined && ++asked === fewStretches) lookout = openLookout(output)
      const holds = isThere(stretch.outputs)
      open.push(() => {
        if (holds()) count += found.length
        else compareEach(found, range)
      })
      if (open.length === (lookout ? mostOpen : 1)) open.shift()?.()
    }
    for (const settle of open) settle()
  } finally {
    lookout?.close()
  }
  compareEach(walk.before(undefined), {from, before: undefined})
  return {inputs: count, changed}
}

const wantedOf = (path: string): Wanted => {
  const kind = kindOf(path)
  return {path, stem: kind?.stem ?? path, stream: kind?.mediaType === 'application/jsonl'}
}

/** What each input's output is called, now that all inputs are known. */
export const nameInputs = (state: State): ((path: string) => string) => {
  function* wanted(): Generator<Wanted> {
    for (let next = ''; ; ) {
      const page = state.inputsFrom(next, pageSize)
      const last = page.at(-1)
      if (!last) return
      next = pathAfter(last.path)
      for (const input of page) if (!isRefused(input)) yield wantedOf(input.path)
    }
  }
  const nameOf = outputNames(wanted)
  return path => nameOf(wantedOf(path))
}

/** Inputs whose texts have another name now, because others came or went, become due. */
export const renameOutputs = (state: State, nameOf: (path: string) => string): void => {
  for (let next = ''; ; ) {
    const page = state.inputsFrom(next, pageSize)
    const last = page.at(-1)
    if (!last) return
    next = pathAfter(last.path)
    for (const input of page) {
      if (isRefused(input)) continue
      const name = nameOf(input.path)
      if (name === input.output) continue
      if (input.records > 0) state.forgetDocuments(input.path)
      state.renameOutput(input.path, name)
    }
  }
}
