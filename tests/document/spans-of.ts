import type {Block} from '../../src/document/block.ts'
import type {Span} from '../../src/document/span.ts'

/**
 * The spans of the source that a dump's block is made of.
 *
 * @throws Error when they are not what the block says.
 */
export const spansOf = ({origin, raw, segments}: Block, source: string): readonly Span[] => {
  const spans = segments?.map(({source: start, sourceLength}) => ({start, end: start + sourceLength})) ?? [
    origin,
  ]
  const said = spans.map(({start, end}) => source.slice(start, end)).join('')
  if (said !== raw)
    throw new Error(`Expected the block to be ${JSON.stringify(said)}, got ${JSON.stringify(raw)}`)
  return spans
}
