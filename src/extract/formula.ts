import type {Edit} from '../document/edit.ts'
import type {Span} from '../document/span.ts'
import type {PageBlock} from './page-blocks.ts'
import {nearest, type PageElement, type PageTree} from './page-tree.ts'
import {trait} from './tags.ts'

/** How a text says a formula, the best for plain text first: its TeX, its MathML, anything else. */
const saying = {tex: 0, mathMl: 1, other: 2} as const

/**
 * Elements that hold a formula in several ways at once, of which one is seen: those of KaTeX, of MathJax from version 2
 * on, and of MediaWiki.
 */
const formulaClass = /(?:^|\s)(?:katex|MathJax(?:_SVG)?|mwe-math-element)(?:\s|$)/

/** How far up from `<math>` such an element is. */
const holderSteps = 4

/**
 * The edits that leave a page's formulas once where it has them in several ways, for the browser, for screen readers and
 * for copying: as TeX where it gives that, as their authors wrote them, else as MathML.
 */
export const formulaEdits = (tree: PageTree): ((block: PageBlock) => readonly Edit[]) => {
  const ways = bestWays(tree)
  if (ways.size === 0) return () => []
  return ({raw, holders}) => {
    const edits: Edit[] = []
    const takeOut = (start: number, end: number): void => {
      const last = edits.at(-1)
      if (last?.end === start) edits[edits.length - 1] = {...last, end}
      else edits.push({start, end, replacement: '', ruleId: 'extract/formula'})
    }
    for (const {element, start, end} of holders) {
      const formula = nearest(element, each => ways.has(each))
      if (!formula) continue
      const way = wayOf(element)
      if (way !== ways.get(formula)) takeOut(start, end)
      else if (way === saying.tex) {
        const bare = bareTex(raw, start, end)
        if (bare.start > start) takeOut(start, bare.start)
        if (bare.end < end) takeOut(bare.end, end)
      }
    }
    return edits.filter(({start, end}) => raw.slice(start, end).trim() !== '')
  }
}

/** MediaWiki puts every formula into `{\displaystyle …}`, which says how large it is. */
const sized = /^\s*\{\\(?:displaystyle|textstyle)\s*/

/** What of the TeX between these offsets is the formula itself. */
const bareTex = (raw: string, start: number, end: number): Span => {
  const tex = raw.slice(start, end)
  const opening = sized.exec(tex)?.[0].length
  const last = tex.trimEnd().length - 1
  if (opening === undefined || closing(tex, tex.indexOf('{')) !== last) return {start, end}
  return {start: start + opening, end: start + tex.slice(0, last).trimEnd().length}
}

/** Where the brace is closed that is opened at `from`; -1 where it is not. */
const closing = (tex: string, from: number): number => {
  let depth = 0
  for (let at = from; at < tex.length; at += 1) {
    const sign = tex.charAt(at)
    if (sign === '\\') at += 1
    else if (sign === '{') depth += 1
    else if (sign === '}' && --depth === 0) return at
  }
  return -1
}

/** The formulas of a page by the elements that hold them, and the best way in which each is said. */
const bestWays = ({named, elements}: PageTree): ReadonlyMap<PageElement, number> => {
  const ways = new Map<PageElement, number>()
  if (named.math.length === 0) return ways
  const contents = contentsOf(elements)
  let last = -1
  for (const math of named.math) {
    if (math.index <= last) continue
    const holder = holderOf(math, contents)
    const hasTex = ((contents[holder.index] as number) & content.tex) !== 0
    ways.set(holder, hasTex ? saying.tex : saying.mathMl)
    last = holder.last
  }
  return ways
}

/** What an element has in it, itself included, as bits. */
const content = {tex: 1, breaksLine: 2} as const

const contentsOf = (elements: readonly PageElement[]): Uint8Array => {
  const isMathMl = new Uint8Array(elements.length)
  const contents = new Uint8Array(elements.length)
  for (const {index, parent, name, tag} of elements) {
    isMathMl[index] = name === 'math' || isMathMl[parent?.index ?? 0] ? 1 : 0
    if (!isMathMl[index] && (tag.traits & (trait.inline | trait.custom)) === 0)
      contents[index] = content.breaksLine
  }
  for (const element of elements.toReversed()) {
    const {index, parent} = element
    if (isTex(element)) contents[index] = (contents[index] as number) | content.tex
    if (parent) contents[parent.index] = (contents[parent.index] as number) | (contents[index] as number)
  }
  return contents
}

/** The outermost element around `<math>` that is of its formula alone: nothing in it breaks a line. */
const holderOf = (math: PageElement, contents: Uint8Array): PageElement => {
  let holder = math
  let at = math.parent
  for (let step = 0; at && step < holderSteps; step += 1, at = at.parent) {
    const isHolder = at.name === 'mjx-container' || formulaClass.test(at.look.className)
    if (isHolder && ((contents[at.index] as number) & content.breaksLine) === 0) holder = at
  }
  return holder
}

const isTex = (element: PageElement): boolean =>
  element.name === 'annotation' &&
  element.first?.kind === 'text' &&
  !element.first.isBlank &&
  /tex/i.test(element.attribute('encoding') ?? '')

/** How the text of an element inside a formula says it. */
const wayOf = (element: PageElement): number => {
  const part = nearest(element, ({name}) => /^(?:annotation|annotation-xml|math)$/.test(name))
  if (part?.name === 'math') return saying.mathMl
  return part && isTex(part) ? saying.tex : saying.other
}
