import {sep} from 'node:path'
import type {Input} from '../read/walk.ts'
import type {KnownOutput} from './records.ts'
import {isAsWritten} from './stamp.ts'

/** The texts of a stretch: their names, each with a NUL after it, and size and time of each. */
export type StretchOutputs = {readonly names: string; readonly stamps: Float64Array}

/**
 * Inputs that follow one another and were found unchanged with their texts, told in little: a survey holds the next
 * walk against it without reading what is known of each. It says nothing that the state does not say, and is forgotten
 * when the state of one of its inputs changes.
 */
export type Stretch = {
  /** The paths of the first and the last of its inputs. */
  readonly first: string
  readonly last: string
  /** The paths of all of them, each with a NUL after it, and size, times and inode of each. */
  readonly paths: string
  readonly stamps: Float64Array
  readonly outputs: StretchOutputs
}

const inputStamps = 4
const outputStamps = 2

const end = '\0'

/** Fewer inputs are compared as quickly one by one. */
const fewest = 8

const stretchOf = (inputs: readonly Input[], texts: readonly KnownOutput[]): Stretch | undefined => {
  const first = inputs[0]
  const last = inputs.at(-1)
  if (inputs.length < fewest || !first || !last) return undefined
  const paths = inputs.map(({path}) => path + end).join('')
  const names = texts.map(({output}) => output + end).join('')
  // Half a pair of surrogates would not come back from the file.
  if (!paths.isWellFormed() || !names.isWellFormed()) return undefined
  const stamps = inputs.flatMap(({size, modified, changed, inode}) => [size, modified, changed, inode])
  const textStamps = texts.flatMap(({size, modified}) => [size, modified])
  return {
    first: first.path,
    last: last.path,
    paths,
    stamps: Float64Array.from(stamps),
    outputs: {names, stamps: Float64Array.from(textStamps)},
  }
}

/** Gathers inputs that follow one another, and makes stretches of those in which nothing changed. */
export type StretchMaker = {
  /** The next input, with its texts where nothing changed. */
  readonly add: (input: Input, unchanged: readonly KnownOutput[] | undefined) => void
  /** The inputs have come to an end. */
  readonly end: () => void
}

/** Inputs in a stretch, at most: where one has changed, so many are compared one by one. */
const most = 250

export const stretchMaker = (put: (stretch: Stretch) => void): StretchMaker => {
  let inputs: Input[] = []
  let outputs: KnownOutput[] = []
  // Of a part with changes, no stretch is made: when all has settled, the next survey makes one of the whole.
  let changes = false
  const finish = (): void => {
    const stretch = changes ? undefined : stretchOf(inputs, outputs)
    if (stretch) put(stretch)
    inputs = []
    outputs = []
    changes = false
  }
  return {
    add: (input, unchanged) => {
      inputs.push(input)
      if (unchanged) outputs.push(...unchanged)
      else changes = true
      if (inputs.length === most) finish()
    },
    end: finish,
  }
}

/** Whether these inputs, and no others, are those of the stretch, and as they were. */
export const holdsInputs = ({paths, stamps}: Stretch, inputs: readonly Input[]): boolean => {
  if (inputs.length * inputStamps !== stamps.length) return false
  let from = 0
  let at = 0
  for (const {path, size, modified, changed, inode, refused} of inputs) {
    const to = from + path.length
    if (refused !== undefined || !paths.startsWith(path, from) || paths[to] !== end) return false
    if (
      stamps[at] !== size ||
      stamps[at + 1] !== modified ||
      stamps[at + 2] !== changed ||
      stamps[at + 3] !== inode
    )
      return false
    from = to + 1
    at += inputStamps
  }
  return true
}

/** Whether the texts of a stretch lie in the folder as they were written. */
export const holdsOutputs = ({names, stamps}: StretchOutputs, folder: string): boolean => {
  let at = 0
  for (let from = 0; from < names.length; at += outputStamps) {
    const to = names.indexOf(end, from)
    // Only looked at, and the name is our own: no need to contain it, which takes longer than the look.
    if (!isAsWritten(folder + sep + names.slice(from, to), stamps[at], stamps[at + 1])) return false
    from = to + 1
  }
  return true
}
