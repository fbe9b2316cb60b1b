import type {Metadata} from '../document/document.ts'
import {distinctNames, splitAuthors} from './authors.ts'
import type {PageBlock} from './page-blocks.ts'
import {pageDate} from './page-dates.ts'
import type {PageElement, PageTree} from './page-tree.ts'
import type {SiteConfig} from './site-config.ts'
import {openStampedDom, stampsOf, unsafeForDom} from './stamped-dom.ts'

/** What a site's own rules say of a page. */
export type SiteVerdict = {
  /** For each block: true kept, false removed; absent where the rules name no body and do not strip the block. */
  readonly kept: readonly (boolean | undefined)[]
  readonly metadata: Partial<Pick<Metadata, 'title' | 'byline' | 'published'>>
}

/** Characters of a title, author or date that a rule may give. */
const maximumValue = 300

/** XPath's `ORDERED_NODE_SNAPSHOT_TYPE` and `STRING_TYPE`, `ANY_TYPE`. */
const anyType = 0

/**
 * Applies a site's rules through jsdom's XPath. Undefined when the page is too costly for jsdom, or when a `body` is
 * named and none of its expressions finds anything: then the site was redesigned and the judge of blocks decides.
 */
export const applySiteConfig = async (
  source: string,
  tree: PageTree,
  blocks: readonly PageBlock[],
  config: SiteConfig,
): Promise<SiteVerdict | undefined> => {
  if (unsafeForDom(source, tree) !== undefined) return undefined
  const {dom, page} = await openStampedDom(source)
  try {
    const elementAt = new Map(tree.elements.map(element => [element.start, element]))
    const elementsOf = (expressions: readonly string[]): PageElement[] =>
      expressions
        .flatMap(expression => select(page, expression))
        .flatMap(node => stampsOf(node).flatMap(start => elementAt.get(start) ?? []))
    const bodies = firstFound(config.body, expression => elementsOf([expression]))
    if (config.body.length > 0 && bodies.length === 0) return undefined
    const stripped = [
      ...elementsOf(config.strip),
      ...tree.elements.filter(({attributes}) =>
        config.stripIdOrClass.some(part => `${attributes.id ?? ''} ${attributes.class ?? ''}`.includes(part)),
      ),
    ]
    const inside = (block: PageBlock, elements: readonly PageElement[]) =>
      elements.some(({index, last}) => index <= block.element.index && block.element.index <= last)
    return {
      kept: blocks.map(block => {
        if (inside(block, stripped)) return false
        return bodies.length > 0 ? inside(block, bodies) : undefined
      }),
      metadata: metadataOf(page, config),
    }
  } finally {
    dom.window.close()
  }
}

const firstFound = <Value>(
  expressions: readonly string[],
  find: (expression: string) => Value[],
): Value[] => {
  for (const expression of expressions) {
    const found = find(expression)
    if (found.length > 0) return found
  }
  return []
}

/** The nodes an expression selects; none when it is no XPath or gives a value. */
const select = (page: Document, expression: string): Node[] => {
  try {
    const result = page.evaluate(expression, page, null, anyType, null)
    const nodes: Node[] = []
    if (result.resultType < 4) return nodes
    for (let node = result.iterateNext(); node; node = result.iterateNext()) nodes.push(node)
    return nodes
  } catch {
    // Some of the public files hold expressions that no engine takes; the next one is tried, as their own tool does.
    return []
  }
}

const textOf = (page: Document, expressions: readonly string[]): string | undefined => {
  for (const expression of expressions) {
    const text = select(page, expression)[0]?.textContent ?? stringFrom(page, expression)
    const line = text?.replace(/\s+/g, ' ').trim().slice(0, maximumValue)
    if (line) return line
  }
  return undefined
}

/** An expression may give a string, such as `substring-after(//p[1], 'By ')`. */
const stringFrom = (page: Document, expression: string): string | undefined => {
  try {
    const result = page.evaluate(expression, page, null, anyType, null)
    return result.resultType === 2 ? result.stringValue : undefined
  } catch {
    return undefined
  }
}

const metadataOf = (page: Document, config: SiteConfig): SiteVerdict['metadata'] => {
  const title = textOf(page, config.title)
  const author = textOf(page, config.author)
  const date = textOf(page, config.date)
  const published = date ? pageDate(date, {monthFirst: true}) : undefined
  const byline = author ? distinctNames(splitAuthors(author)) : []
  return {
    ...(title ? {title} : {}),
    ...(byline.length > 0 ? {byline} : {}),
    ...(published ? {published} : {}),
  }
}
