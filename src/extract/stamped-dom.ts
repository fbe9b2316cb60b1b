import type {JSDOM} from 'jsdom'
import type {PageTree} from './page-tree.ts'

/**
 * Bounds within which jsdom is asked at all. jsdom 31 takes 10 s for 5,000 nested elements and quadratic time for
 * misnested formatting elements; within these bounds the slowest page of WCXB takes a few seconds.
 */
const maximumDepth = 250
const maximumElements = 30_000
const maximumCharacters = 4_000_000
const maximumOpenFormatting = 60

/** The prefix of the attribute that carries an element's offset through whatever is done to it; the offset follows. */
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

/** A page in jsdom whose elements carry the offsets they have in the source. */
export type StampedDom = {readonly dom: JSDOM; readonly page: Document}

/**
 * Opens a page in jsdom, with scripts and subresources off (jsdom's defaults), each element stamped with its source
 * offset. jsdom is loaded on first use. Close the window when done.
 */
export const openStampedDom = async (source: string): Promise<StampedDom> => {
  const {JSDOM, VirtualConsole} = await import('jsdom')
  const dom = new JSDOM(withoutPrograms(source), {
    includeNodeLocations: true,
    virtualConsole: new VirtualConsole(),
  })
  const page = dom.window.document
  for (const element of page.body?.querySelectorAll('*') ?? []) {
    const location = dom.nodeLocation(element)
    if (location) element.setAttribute(stamp + location.startOffset, '')
  }
  return {dom, page}
}

/** The offsets an element carries: its own, and those of elements that were merged into it. */
export const stampsOf = (node: Node): number[] => {
  if (node.nodeType !== 1) return []
  const stamps: number[] = []
  for (const name of (node as Element).getAttributeNames()) {
    if (name.startsWith(stamp)) stamps.push(Number(name.slice(stamp.length)))
  }
  return stamps
}
