import type {Block} from '../document/block.ts'

/** Elements that flow in a line of text; every other element breaks it. */
const inlineTags: ReadonlySet<string> = new Set(
  (
    'a abbr acronym amp-img b bdi bdo big cite code data del dfn em font i img ins kbd label mark meter nobr ' +
    'output picture progress q rp rt ruby s samp small source span strike strong sub sup svg time tt u var wbr ' +
    'math mi mn mo ms mtext mrow mfrac msup msub msubsup msqrt mroot mover munder munderover mstyle mpadded mphantom ' +
    'mtable mtr mtd semantics annotation annotation-xml g path use circle rect line polygon text tspan input ' +
    'script style link meta noscript map area canvas audio video embed track param slot'
  ).split(' '),
)

/** Elements whose text a browser does not show as part of the page. */
const unshownTags: ReadonlySet<string> = new Set(
  (
    'template noscript select datalist textarea object svg annotation annotation-xml audio video canvas ' +
    'noframes noembed iframe rp'
  ).split(' '),
)

/** Elements that hold data for programs; their text is never page text. */
const dataTags = new Set(['script', 'style', 'title', 'head'])

const cellTags = new Set(['td', 'th'])

/** Elements whose white space is shown as it stands. */
const preformattedTags = new Set(['pre', 'xmp', 'listing', 'plaintext'])

/** Elements that style sheets lay out apart where no space stands between them, and those in which they do. */
const separateTags = new Set(['a', 'span', 'label', 'time', 'small', 'strong', 'b', 'em', 'i'])
const separatingTags = new Set('div li ul nav header footer section article aside td dd dt'.split(' '))

/** Names of the elements that are asked for by name. */
export const listedNames = ['html', 'body', 'title', 'meta', 'link', 'script', 'h1', 'math'] as const

/** What an element is by its name, as bits. */
export const trait = {
  /** Flows in a line of text. */
  inline: 1,
  /** Custom elements (`<relative-time>`) may flow or not; the page's own style sheet decides. */
  custom: 2,
  data: 4,
  cell: 8,
  preformatted: 16,
  unshown: 32,
  separate: 64,
  separating: 128,
  listed: 256,
  /** `<time>`, and what pages call so: `<relative-time>`. */
  time: 512,
} as const

const traitSets: readonly (readonly [number, ReadonlySet<string>])[] = [
  [trait.inline, inlineTags],
  [trait.data, dataTags],
  [trait.cell, cellTags],
  [trait.preformatted, preformattedTags],
  [trait.unshown, unshownTags],
  [trait.separate, separateTags],
  [trait.separating, separatingTags],
  [trait.listed, new Set(listedNames)],
]

/** The bits of `trait` for a name in lower case. */
export const traitsOf = (name: string): number => {
  let bits = 0
  for (const [bit, names] of traitSets) if (names.has(name)) bits |= bit
  if (name.includes('time')) bits |= trait.time
  return name.includes('-') && (bits & trait.inline) === 0 ? bits | trait.custom : bits
}

const kinds: ReadonlyMap<string, Block['kind']> = new Map([
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name): [string, Block['kind']] => [name, 'heading']),
  ['li', 'list-item'],
  ['dt', 'list-item'],
  ['dd', 'list-item'],
  ['blockquote', 'quote'],
  ['q', 'quote'],
  ['pre', 'code'],
  ['xmp', 'code'],
  ['tr', 'table'],
  ['td', 'table'],
  ['th', 'table'],
  ['caption', 'caption'],
  ['figcaption', 'caption'],
  ['legend', 'caption'],
  ['button', 'other'],
  ['option', 'other'],
  ['select', 'other'],
  ['textarea', 'other'],
  ['summary', 'paragraph'],
])

/** What a block is in an element of this name, if the name tells. */
export const kindOfTag = (name: string): Block['kind'] | undefined => kinds.get(name)
