import type {Metadata} from '../document/document.ts'

/** Two findings about an article; where both name a field, the first wins. */
export const mergeMetadata = (first: Partial<Metadata>, second: Partial<Metadata>): Partial<Metadata> => {
  // Most looks at a page find nothing of the kind.
  if (saysNothing(second)) return first
  if (saysNothing(first)) return second
  const byline = first.byline?.length ? first.byline : second.byline
  const references = first.references?.length ? first.references : second.references
  return {
    ...second,
    ...first,
    ...(byline ? {byline} : {}),
    ...(references ? {references} : {}),
    sources: {...second.sources, ...first.sources},
  }
}

const saysNothing = (metadata: Partial<Metadata>): boolean => {
  for (const field in metadata) if (field !== 'sources') return false
  return true
}
