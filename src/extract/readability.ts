import type {PageBlock} from './page-blocks.ts'
import type {PageTree} from './page-tree.ts'

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
 * Bounds within which jsdom is asked at all. jsdom 31 takes 10 s for 5,000 nested elements and quadratic time for
 * misnested formatting elements; within these bounds the slowest page of WCXB takes a few seconds.
 */
const maximumDepth = 250
const maximumElements = 30_000
const maximumCharacters = 4_000_000
const maximumOpenFormatting = 60

/** The prefix of the attribute that carries an element's offset through Readability; the offset follows. */
const stamp = 'data-copydesk-'

/** Why a page would cost jsdom too much, if it would. */
export const unsafeForDom = (source: string, tree: PageTree): string | undefined => {
  if (source.length > maximumCharacters) return `the page has more than ${maximumCharacters} characters`
  if (tree.elements.length > maximumElements) return `the page has more than ${maximumElements} elements`
  if (tree.elements.some(element => element.depth > maximumDepth))
    return `the page is nested deeper than ${maximumDepth} elements`
  if (misnesting(source) > maximumOpenFormatting) return 'formatting elements are left open'
  return undefined
}

const formattingTag = /<(\/?)(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])/gi

/** The most formatting elements that are open at once, counting tags only. */
const misnesting = (source: string): number => {
  let open = 0
  let most = 0
  for (const match of source.matchAll(formattingTag)) {
    open = match[1] === '/' ? Math.max(0, open - 1) : open + 1
    most = Math.max(most, open)
  }
  return most
}

/** The source with the bodies of scripts and styles blanked by as many spaces, structured data excepted. */
const withoutPrograms = (source: string): string => {
  let result = ''
  let position = 0
  const opening = /<(script|style)\b[^>]*>/gi
  for (let match = opening.exec(source); match; match = opening.exec(source)) {
    const bodyStart = match.index + match[0].length
    const name = (match[1] as string).toLowerCase()
    const ending = new RegExp(`</${name}`, 'gi')
    ending.lastIndex = bodyStart
    const bodyEnd = ending.exec(source)?.index ?? source.length
    if (name === 'style' || !/ld\+json/i.test(match[0])) {
      result += source.slice(position, bodyStart) + ' '.repeat(bodyEnd - bodyStart)
      position = bodyEnd
    }
    opening.lastIndex = bodyEnd
  }
  return result + source.slice(position)
}

/**
 * Mozilla's Readability over jsdom, with scripts and subresources off (jsdom's defaults). Each element is stamped
 * with its source offset first, so that the answer can be traced back through whatever Readability moves or rebuilds.
 * Both libraries are loaded on first use.
 */
export const askReadability = async (
  source: string,
  tree: PageTree,
  blocks: readonly PageBlock[],
): Promise<SecondOpinion> => {
  const reason = unsafeForDom(source, tree)
  if (reason !== undefined) return {kind: 'refused', reason}
  const [{JSDOM, VirtualConsole}, {Readability}] = await Promise.all([
    import('jsdom'),
    import('@mozilla/readability'),
  ])
  const dom = new JSDOM(withoutPrograms(source), {
    includeNodeLocations: true,
    virtualConsole: new VirtualConsole(),
  })
  try {
    const page = dom.window.document
    for (const element of page.body?.querySelectorAll('*') ?? []) {
      const location = dom.nodeLocation(element)
      if (location) element.setAttribute(stamp + location.startOffset, '')
    }
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

const stampsOf = (node: Node): number[] => {
  if (node.nodeType !== 1) return []
  const stamps: number[] = []
  for (const name of (node as Element).getAttributeNames()) {
    if (name.startsWith(stamp)) stamps.push(Number(name.slice(stamp.length)))
  }
  return stamps
}

const squeeze = (text: string): string => text.replace(/\s+/g, '')
