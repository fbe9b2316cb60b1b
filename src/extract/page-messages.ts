import type {Message} from '../document/message.ts'
import type {JsonObject} from './json-ld.ts'
import {evidenceOf, hint} from './look-evidence.ts'
import {isPaywalled} from './metadata.ts'
import type {PageElement, PageTree} from './page-tree.ts'

/** What of a page was not read as it was built. */
export const capMessages = (tree: PageTree, depth: number): Message[] => {
  const messages: Message[] = []
  if (tree.depthCapped) {
    messages.push({
      severity: 'warning',
      ruleId: 'extract/depth',
      reason: `The page nests elements deeper than ${depth}; what is deeper was read as part of its ancestor.`,
    })
  }
  if (tree.elementsCapped) {
    messages.push({
      severity: 'warning',
      ruleId: 'extract/elements',
      reason: 'The page has too many elements; from the limit on it was read as text without structure.',
    })
  }
  return messages
}

const sponsoredValue =
  /^(?:sponsored|advertorial|paid (?:post|content|partner)|partner content|branded content|promoted)/i

const isWalled = ({depth, look}: PageElement): boolean =>
  depth > 2 && (evidenceOf(look).hints & hint.paywall) !== 0

/** What the page says of itself that a reader of its text should know: a paywall, a sponsor. */
export const pageMessages = (tree: PageTree, objects: readonly JsonObject[]): Message[] => {
  const messages: Message[] = []
  const metas = tree.named.meta
  const metered = metas.some(
    ({attributes}) =>
      /^article:content_tier$/i.test(attributes.property ?? '') &&
      /^(?:locked|metered)$/i.test(attributes.content ?? ''),
  )
  const walled = tree.elements.find(isWalled)
  if (metered || walled || isPaywalled(objects)) {
    messages.push({
      severity: 'info',
      ruleId: 'extract/paywall',
      reason: 'The page says that its article is not free: the text may be cut short.',
      ...(walled ? {span: {start: walled.start, end: walled.end}} : {}),
    })
  }
  const sponsor = metas.find(
    ({attributes}) =>
      /^(?:article:section|article:tag|content-type|og:type|parsely-type|sponsored)$/i.test(
        attributes.property ?? attributes.name ?? '',
      ) && sponsoredValue.test(attributes.content ?? ''),
  )
  if (
    sponsor ||
    objects.some(({sponsor: named, '@type': type}) => named !== undefined && /Article/.test(String(type)))
  ) {
    messages.push({
      severity: 'info',
      ruleId: 'extract/sponsored',
      reason: 'The page says that its article is sponsored.',
      ...(sponsor ? {span: {start: sponsor.start, end: sponsor.end}} : {}),
    })
  }
  return messages
}
