/** Half-open range of UTF-16 offsets into `Document.source`, `0 <= start <= end <= source.length`. */
export type Span = {readonly start: number; readonly end: number}
