import type {PageBlock} from './page-blocks.ts'
import type {PageTree} from './page-tree.ts'
import {openStampedDom, stampsOf, unsafeForDom} from './stamped-dom.ts'

/** What Readability says of a page: which blocks it keeps. */
export type SecondOpinion =
  | {
      readonly kind: 'judged'
      readonly kept: readonly boolean[]
      readonly title?: string
      readonly byline?: string
    }
  | {readonly kind: 'refused'; readonly reason: string}

/**
 * Mozilla's Readability over jsdom. Each element is stamped with its source offset first, so that the answer can be
 * traced back through whatever Readability moves or rebuilds. Both libraries are loaded on first use.
 */
export const askReadability = async (
  source: string,
  tree: PageTree,
  blocks: readonly PageBlock[],
): Promise<SecondOpinion> => {
  const reason = unsafeForDom(source, tree)
  if (reason !== undefined) return {kind: 'refused', reason}
  const [{dom, page}, {Readability}] = await Promise.all([
    openStampedDom(source),
    import('@mozilla/readability'),
  ])
  try {
    const article = new Readability<Element>(page, {serializer: content => content as Element}).parse()
    if (!article?.content) return {kind: 'refused', reason: 'Readability finds no article'}
    return {
      kind: 'judged',
      kept: keptBlocks(article.content, blocks),
      ...(article.title ? {title: article.title} : {}),
      ...(article.byline ? {byline: article.byline} : {}),
    }
  } finally {
    dom.window.close()
  }
}

/** A block is kept when most of its characters come from elements that kept their text. */
const keptBlocks = (content: Element, blocks: readonly PageBlock[]): boolean[] => {
  const texts = keptTexts(content)
  return blocks.map(block => {
    let kept = 0
    let all = 0
    for (const holder of block.holders) {
      const text = squeeze(block.raw.slice(holder.start, holder.end))
      if (text === '') continue
      all += text.length
      if (nearest(texts, holder.element, block)?.includes(text)) kept += text.length
    }
    return all > 0 && kept * 2 > all
  })
}

const nearest = (
  texts: ReadonlyMap<number, string>,
  holder: PageBlock['element'],
  block: PageBlock,
): string | undefined => texts.get(holder.start) ?? texts.get(block.element.start)

/** What is left of each stamped element's own text, by the offset of its start tag, without white space. */
const keptTexts = (content: Element): Map<number, string> => {
  const texts = new Map<number, string>()
  const stack: {node: Node; owners: readonly number[]}[] = [{node: content, owners: []}]
  while (stack.length > 0) {
    const {node, owners} = stack.pop() as (typeof stack)[number]
    if (node.nodeType === 3) {
      const text = squeeze(node.textContent ?? '')
      if (text !== '') for (const owner of owners) texts.set(owner, `${texts.get(owner) ?? ''}\n${text}`)
      continue
    }
    const own = stampsOf(node)
    const inherited = own.length > 0 ? own : owners
    for (let child = node.lastChild; child; child = child.previousSibling) {
      stack.push({node: child, owners: inherited})
    }
  }
  return texts
}

const squeeze = (text: string): string => text.replace(/\s+/g, '')
