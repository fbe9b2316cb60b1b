import type {Block} from '../document/block.ts'
import {rankOfTag} from './tag-rank.ts'
import {kindOfTag, traitsOf} from './tags.ts'

/** What is known of a tag. One object for each known name, so that tags are compared by identity. */
export type Tag = {
  /** Lower case; names of SVG in their own spelling. */
  readonly name: string
  /** Position in the table of known names; 0 for every name that is not in it. */
  readonly id: number
  /** Has no content and no end tag. */
  readonly isVoid: boolean
  /** Open elements that its start tag closes, for as long as one of them is the innermost. */
  readonly closes: ReadonlySet<string> | undefined
  /** How its content is read: as markup; as text up to its end tag; as that with character references; to the end. */
  readonly content: 'markup' | 'raw' | 'text' | 'rest'
  /** What its content is: HTML, SVG or MathML; undefined when it is what its parent's is. */
  readonly context: Context | undefined
  /** Bits of `trait`. */
  readonly traits: number
  /** By `rankOfTag`. */
  readonly rank: number
  /** What a block in such an element is. */
  readonly kind: Block['kind'] | undefined
}

export type Context = 'html' | 'svg' | 'math'

const split = (names: string): string[] => names.split(' ')

const voidNames = new Set(
  split(
    'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr',
  ),
)

/**
 * End tags that may be left out, as far as pages rely on it. It says less than the standard's tree construction: no
 * element is moved, so that the order of the source is the order of the text.
 */
const closing: Readonly<Record<string, string>> = {
  tr: 'tr th td',
  th: 'th',
  td: 'thead th td',
  body: 'head link script',
  a: 'a',
  li: 'li',
  option: 'option',
  optgroup: 'optgroup option',
  dd: 'dd dt',
  dt: 'dd dt',
  rt: 'rt rp',
  rp: 'rt rp',
  tbody: 'thead tbody',
  tfoot: 'thead tbody',
  ...Object.fromEntries(
    split(
      'p address article aside blockquote details div dl fieldset figcaption figure footer form header hr main nav ol ' +
        'pre section table ul',
    ).map(name => [name, 'p']),
  ),
  ...Object.fromEntries(split('h1 h2 h3 h4 h5 h6').map(name => [name, 'h1 h2 h3 h4 h5 h6 p'])),
  ...Object.fromEntries(
    split('select input output button datalist textarea').map(name => [
      name,
      'input option optgroup select button datalist textarea',
    ]),
  ),
}

const contents: Readonly<Record<string, Tag['content']>> = {
  script: 'raw',
  style: 'raw',
  xmp: 'raw',
  iframe: 'raw',
  noembed: 'raw',
  noframes: 'raw',
  title: 'text',
  textarea: 'text',
  plaintext: 'rest',
}

const contexts: Readonly<Record<string, Context>> = {
  svg: 'svg',
  math: 'math',
  ...Object.fromEntries(
    split('mi mo mn ms mtext annotation-xml foreignObject desc title').map(name => [name, 'html']),
  ),
}

/** SVG's names with capitals, by their lower-case form. */
const svgNames: ReadonlyMap<string, string> = new Map(
  split(
    'altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform clipPath feBlend feColorMatrix ' +
      'feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight ' +
      'feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology ' +
      'feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence foreignObject glyphRef ' +
      'linearGradient radialGradient textPath',
  ).map(name => [name.toLowerCase(), name]),
)

/** Names that are common on pages, or special to the parser. */
const knownNames = new Set([
  ...split(
    'html head body title script style link meta noscript template div span a p img ul ol li dl dt dd h1 h2 h3 h4 h5 ' +
      'h6 section article header footer nav main aside figure figcaption picture source svg path g use circle rect ' +
      'line polygon polyline ellipse defs symbol mask table thead tbody tfoot tr td th caption colgroup form label ' +
      'fieldset legend select option optgroup textarea button details summary blockquote q pre code kbd samp var em ' +
      'strong b i u s small sub sup mark del ins time abbr cite dfn address font center big strike tt ruby rb rt rp ' +
      'video audio canvas object iframe map dialog menu slot output progress meter data bdi bdo hgroup search',
  ),
  ...voidNames,
  ...Object.keys(closing),
  ...Object.keys(contents),
  ...Object.keys(contexts),
  ...svgNames.values(),
])

const newTag = (name: string, id: number): Tag => {
  const closes = Object.hasOwn(closing, name) ? closing[name] : undefined
  return {
    name,
    id,
    isVoid: voidNames.has(name),
    closes: closes === undefined ? undefined : new Set(split(closes)),
    content: (Object.hasOwn(contents, name) ? contents[name] : undefined) ?? 'markup',
    context: Object.hasOwn(contexts, name) ? contexts[name] : undefined,
    traits: traitsOf(name),
    rank: rankOfTag(name),
    kind: kindOfTag(name),
  }
}

const byName: ReadonlyMap<string, Tag> = new Map(
  Array.from(knownNames, (name, index) => [name, newTag(name, index + 1)]),
)

/** Ids are below this. */
export const tagCount = knownNames.size + 1

/** Buckets of the table of known names: few enough to stay in the cache, many enough that most hold one name. */
const buckets = 1024

const bucketOf = (text: string, from: number, to: number): number => {
  let hash = to - from
  for (let at = from; at < to; at += 1) hash = Math.imul(hash, 31) + (text.charCodeAt(at) | 0x20)
  return (hash ^ (hash >>> 10)) & (buckets - 1)
}

const table: Tag[][] = Array.from({length: buckets}, () => [])
for (const [name, tag] of byName)
  if (name === name.toLowerCase()) table[bucketOf(name, 0, name.length)]?.push(tag)

const equals = (text: string, from: number, to: number, name: string): boolean => {
  if (to - from !== name.length) return false
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at)
    const lower = code >= 0x41 && code <= 0x5a ? code | 0x20 : code
    if (lower !== name.charCodeAt(at - from)) return false
  }
  return true
}

/** The tag by its name, lower-case already. */
export const tagNamed = (name: string): Tag => byName.get(name) ?? newTag(name, 0)

/** The tag whose name stands in `text` between the offsets, in any case. Makes no string for known names. */
export const tagAt = (text: string, from: number, to: number): Tag => {
  for (const tag of table[bucketOf(text, from, to)] as Tag[]) if (equals(text, from, to, tag.name)) return tag
  return tagNamed(text.slice(from, to).toLowerCase())
}

/** The same element in SVG's own spelling. */
export const svgTag = (tag: Tag): Tag => {
  const own = svgNames.get(tag.name)
  return own === undefined ? tag : tagNamed(own)
}
