/**
 * WebAssembly written out by hand: each function here gives the bytes of one instruction, behind those of its operands,
 * so that code reads as nested calls. Only what the kernels need (WebAssembly Core Specification 2.0,
 * chapter 5).
 */
export type Code = readonly (number | Code)[]

/** Writes the bytes of code one after the other. */
const write = (code: Code, bytes: number[]): number[] => {
  for (const part of code) {
    if (typeof part === 'number') bytes.push(part)
    else write(part, bytes)
  }
  return bytes
}

/** A whole number as the format writes it (signed LEB128). */
const signed = (value: number): number[] => {
  const bytes: number[] = []
  for (let rest = value | 0; ; rest >>= 7) {
    const low = rest & 0x7f
    const last = rest >> 7 === (low & 0x40 ? -1 : 0)
    bytes.push(last ? low : low | 0x80)
    if (last) return bytes
  }
}

/** A count or a place (unsigned LEB128). */
const unsigned = (value: number): number[] => {
  const bytes: number[] = []
  for (let rest = value >>> 0; ; rest >>>= 7) {
    bytes.push(rest > 0x7f ? (rest & 0x7f) | 0x80 : rest)
    if (rest <= 0x7f) return bytes
  }
}

type Binary = (left: Code, right: Code) => Code
type Unary = (operand: Code) => Code
/** Reads at an address plus a known offset. */
type Load = (address: Code, offset?: number) => Code

const vector = (opcode: number): number[] => [0xfd, ...unsigned(opcode)]
const binary =
  (...opcode: number[]): Binary =>
  (left, right) => [left, right, opcode]
const unary =
  (...opcode: number[]): Unary =>
  operand => [operand, opcode]
// The zero says that nothing is known about the alignment.
const load =
  (...opcode: number[]): Load =>
  (address, offset = 0) => [address, opcode, 0, unsigned(offset)]
const store =
  (...opcode: number[]) =>
  (address: Code, value: Code, offset = 0): Code => [address, value, opcode, 0, unsigned(offset)]

export const constant = (value: number): Code => [0x41, signed(value)]
export const get = (local: number): Code => [0x20, unsigned(local)]
export const set = (local: number, value: Code): Code => [value, 0x21, unsigned(local)]
/** Does the body, again as long as the condition holds after it. */
export const repeatWhile = (condition: Code, body: Code): Code => [0x03, 0x40, body, condition, 0x0d, 0, 0x0b]
/** Does the body if the condition holds. */
export const when = (condition: Code, body: Code): Code => [condition, 0x04, 0x40, body, 0x0b]

export const add = binary(0x6a)
export const subtract = binary(0x6b)
export const multiply = binary(0x6c)
export const and = binary(0x71)
export const or = binary(0x72)
export const shiftLeft = binary(0x74)
export const shiftRight = binary(0x76)
export const isZero = unary(0x45)
export const isEqual = binary(0x46)
export const trailingZeros = unary(0x68)
export const isBelow = binary(0x49)
/** The first operand where the condition holds, else the second. */
export const choose = (first: Code, second: Code, condition: Code): Code => [first, second, condition, 0x1b]

export const loadInteger = load(0x28)
export const loadByte = load(0x2d)
export const storeByte = store(0x3a)
/** The upper half of the product of two whole numbers without sign, as 64 bits have it. */
export const productAbove = (left: Code, right: Code): Code => [
  left,
  0xad,
  right,
  0xad,
  0x7e,
  0x42,
  32,
  0x88,
  0xa7,
]
export const loadSingle = load(0x2a)
export const storeDouble = store(0x39)
export const double = (value: number): Code => [0x44, ...new Uint8Array(Float64Array.of(value).buffer)]
export const toDouble = unary(0xbb)
/** A double's whole part; 0 for one below 0 and for none. */
export const toIntegerAbove = unary(0xfc, 0x03)
export const loadDouble = load(0x2b)
export const addDoubles = binary(0xa0)
export const subtractDoubles = binary(0xa1)
export const multiplyDoubles = binary(0xa2)

/** Vectors of two doubles. */
export const loadPair = load(...vector(0x00))
export const storePair = store(...vector(0x0b))
export const bothOf = unary(...vector(0x14))
export const firstOf = unary(...vector(0x21), 0)
export const secondOf = unary(...vector(0x21), 1)
export const addPairs = binary(...vector(0xf0))
export const multiplyPairs = binary(...vector(0xf2))

/** Vectors of bytes. */
export const loadVector = loadPair
export const storeVector = storePair
export const addBytes = binary(...vector(0x6e))
/** Eight bytes without sign as shorts. */
export const loadEightUnsigned = load(...vector(0x02))
const shuffle =
  (...bytes: number[]): Binary =>
  (left, right) => [left, right, vector(0x0d), bytes]
/** The shorts of two vectors in turn: of their first halves, of their last. */
export const firstShorts = shuffle(0, 1, 16, 17, 2, 3, 18, 19, 4, 5, 20, 21, 6, 7, 22, 23)
export const lastShorts = shuffle(8, 9, 24, 25, 10, 11, 26, 27, 12, 13, 28, 29, 14, 15, 30, 31)

/** Vectors of four whole numbers without sign. */
export const fourOf = unary(...vector(0x11))
export const isAtMost = binary(...vector(0x3e))
/** A bit for each of the four that is true, the first lowest. */
export const bitsOfFour = unary(...vector(0xa4))

/** The number of one of the four. */
export const laneOf = (integers: Code, lane: number): Code => [integers, vector(0x1b), lane]

/** Vectors of four numbers of 32 bits with a point. */
export const loadFourOf = load(...vector(0x09))
/** Reads a number at an address plus a known offset in the place of one of the four. */
export const loadLane = (address: Code, four: Code, lane: number, offset = 0): Code => [
  address,
  four,
  vector(0x56),
  0,
  unsigned(offset),
  lane,
]
export const isAboveInFour = binary(...vector(0x44))
export const leastOfFour = binary(...vector(0xea))
export const mostOfFour = binary(...vector(0xeb))

/** Bits of vectors. */
export const isAnyTrue = unary(...vector(0x53))
export const andBits = binary(...vector(0x4e))
/** The bits of the first that are not in the second. */
export const andNot = binary(...vector(0x4f))

/** Eight signed bytes, each as sixteen bits; of these the first four and the last four as 32 bits. */
export const loadEightBytes = load(...vector(0x01))
export const firstFour = unary(...vector(0xa7))
export const lastFour = unary(...vector(0xa8))
/** The first two of four whole numbers as doubles. */
export const firstPair = unary(...vector(0xfe))
/** The same for the last two: they are put in front. */
export const lastPair = (integers: Code): Code =>
  firstPair(shuffle(8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7)(integers, integers))

/** Types of operands, results and locals. */
export const types = {integer: 0x7f, double: 0x7c, vector: 0x7b} as const
export type Type = (typeof types)[keyof typeof types]

/** A function that is exported under its name; locals are numbered on from the parameters. */
export type Routine = {
  readonly name: string
  readonly parameters: readonly Type[]
  readonly results: readonly Type[]
  readonly locals: readonly Type[]
  readonly body: Code
}

const list = (items: Code): Code => [unsigned(items.length), items]
const sized = (code: Code): Code => {
  const bytes = write(code, [])
  return [unsigned(bytes.length), bytes]
}
const section = (id: number, items: Code): Code => [id, sized(list(items))]
const text = (value: string): Code => sized([...Buffer.from(value)])

/** A module of routines, with a memory imported as `home.memory`. */
const moduleOf = (routines: readonly Routine[], pages: number): Uint8Array<ArrayBuffer> => {
  const signatures = routines.map(({parameters, results}) => [0x60, list(parameters), list(results)])
  const memory = [text('home'), text('memory'), 2, 1, unsigned(pages), unsigned(pages)]
  const functions = routines.map((_, index) => unsigned(index))
  const names = routines.map(({name}, index) => [text(name), 0, unsigned(index)])
  const bodies = routines.map(({locals, body}) => sized([list(locals.map(type => [1, type])), body, 0x0b]))
  const magic = [...Buffer.from('\0asm'), 1, 0, 0, 0]
  const sections = [
    section(1, signatures),
    section(2, [memory]),
    section(3, functions),
    section(7, names),
    section(10, bodies),
  ]
  return Uint8Array.from(write([magic, sections], []))
}

/** What is used of the runtime's own types, which come with the browser's only. */
type Runtime = {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object
  readonly Instance: new (
    module: object,
    imports: {readonly home: {readonly memory: Memory}},
  ) => {readonly exports: unknown}
  readonly Memory: new (size: {readonly initial: number; readonly maximum: number}) => Memory
}
type Memory = {readonly buffer: ArrayBuffer}
declare const WebAssembly: Runtime

const pageBytes = 65_536
/** A line of the processor's cache: everything begins at one. */
const line = 64

/** A memory of a fixed size, of which pieces are taken one after the other. */
export type Room = {
  readonly buffer: ArrayBuffer
  /** The place of a new piece. */
  readonly take: (bytes: number) => number
  /** Compiles routines that work in this memory. */
  readonly compile: <Routines>(routines: readonly Routine[]) => Routines
}

/** @param bytes What will be taken, each piece counted in whole lines. */
export const openRoom = (bytes: number): Room => {
  const pages = Math.ceil(bytes / pageBytes)
  const memory = new WebAssembly.Memory({initial: pages, maximum: pages})
  let end = 0
  return {
    buffer: memory.buffer,
    take: size => {
      const start = end
      end = roomFor(start + size)
      if (end > pages * pageBytes) throw new RangeError(`Expected at most ${bytes} bytes to be taken`)
      return start
    },
    compile: <Routines>(routines: readonly Routine[]) => {
      const module = new WebAssembly.Module(moduleOf(routines, pages))
      return new WebAssembly.Instance(module, {home: {memory}}).exports as Routines
    },
  }
}

/** What a piece takes. */
export const roomFor = (bytes: number): number => Math.ceil(bytes / line) * line
