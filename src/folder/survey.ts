import {sep} from 'node:path'
import {kindOf} from '../read/kind.ts'
import type {Input} from '../read/walk.ts'
import {outputNames, type Wanted} from '../write/output-names.ts'
import type {KnownInput, KnownOutput} from './records.ts'
import {isRacy, outputStamp, sameStamp} from './stamp.ts'
import type {State} from './state.ts'

/** How many rows of the state are looked at in one go. */
const pageSize = 1000

type Known = {readonly input: KnownInput; readonly outputs: readonly KnownOutput[]}

/** What is known of the inputs, with their texts, in path order. The state may change behind the reader, not before it. */
function* knownInputs(state: State): Generator<Known> {
  for (let last: string | undefined; ; ) {
    const page = state.inputsAfter(last, pageSize)
    const first = page[0]?.path
    last = page.at(-1)?.path
    if (first === undefined || last === undefined) return
    const outputs = state.outputsBetween(first, last)
    let at = 0
    for (const input of page) {
      const from = at
      while (outputs[at]?.input === input.path) at++
      yield {input, outputs: outputs.slice(from, at)}
    }
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

/**
 * Holds the inputs that are there against those that are known: what is new or changed, or whose text was changed by
 * somebody else, becomes due; what is gone is forgotten. Both lists are in path order, so that neither is held whole.
 */
export const survey = (state: State, inputs: Iterable<Input>, settings: SurveySettings): Survey => {
  const {output, now} = settings
  const known = knownInputs(state)
  let next = known.next()
  let count = 0
  let changed = false

  const outputsAreThere = (outputs: readonly KnownOutput[]): boolean =>
    output === undefined ||
    outputs.every(each => {
      // Only looked at, and the name is our own: no need to contain it, which takes longer than the look.
      const found = outputStamp(output + sep + each.output)
      return found?.size === each.size && found.modified === each.modified
    })

  const drop = (path: string): void => {
    state.dropInput(path)
    changed = true
  }

  const compare = (input: Input, {input: before, outputs}: Known): void => {
    const reason = refusalOf(input)
    if (reason !== undefined) {
      if (before.due || before.digest !== refusalDigest(reason)) settings.refused(input, reason)
      return
    }
    if (!sameStamp(input, before.stamp) || before.racy) {
      // Half a stream of records of the old content is of no use; all of it may turn out to be the same.
      if (before.digest === undefined) state.forgetDocuments(input.path)
      state.putInput(input.path, input, {racy: isRacy(input, now), output: before.output})
    } else if (!outputsAreThere(outputs)) {
      if (before.digest === undefined) state.forgetDocuments(input.path)
      state.setDue(input.path)
    }
  }

  for (const input of inputs) {
    count++
    while (!next.done && next.value.input.path < input.path) {
      drop(next.value.input.path)
      next = known.next()
    }
    if (!next.done && next.value.input.path === input.path) {
      compare(input, next.value)
      next = known.next()
      continue
    }
    changed = true
    state.putInput(input.path, input, {racy: isRacy(input, now), output: ''})
    const reason = refusalOf(input)
    if (reason !== undefined) settings.refused(input, reason)
  }
  for (; !next.done; next = known.next()) drop(next.value.input.path)
  return {inputs: count, changed}
}

const wantedOf = (path: string): Wanted => {
  const kind = kindOf(path)
  return {path, stem: kind?.stem ?? path, stream: kind?.mediaType === 'application/jsonl'}
}

/** What each input's output is called, now that all inputs are known. */
export const nameInputs = (state: State): ((path: string) => string) => {
  function* wanted(): Generator<Wanted> {
    for (let last: string | undefined; ; ) {
      const page = state.inputsAfter(last, pageSize)
      last = page.at(-1)?.path
      if (last === undefined) return
      for (const input of page) if (!isRefused(input)) yield wantedOf(input.path)
    }
  }
  const nameOf = outputNames(wanted)
  return path => nameOf(wantedOf(path))
}

/** Inputs whose texts have another name now, because others came or went, become due. */
export const renameOutputs = (state: State, nameOf: (path: string) => string): void => {
  for (let last: string | undefined; ; ) {
    const page = state.inputsAfter(last, pageSize)
    last = page.at(-1)?.path
    if (last === undefined) return
    for (const input of page) {
      if (isRefused(input)) continue
      const name = nameOf(input.path)
      if (name === input.output) continue
      if (input.records > 0) state.forgetDocuments(input.path)
      state.renameOutput(input.path, name)
    }
  }
}
