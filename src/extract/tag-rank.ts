/** Tags in an order that keeps like with like, so that one threshold can tell them apart. */
const tagOrder =
  'p blockquote pre figcaption li dd dt h1 h2 h3 h4 h5 h6 summary article section main div td th tr caption address label span a button option select textarea header aside form footer nav'.split(
    ' ',
  )
const tagRank: ReadonlyMap<string, number> = new Map(tagOrder.map((name, index) => [name, index]))

/** The rank of an element among the tags of `tagOrder`; those that are not in it come last. */
export const rankOfTag = (name: string): number => tagRank.get(name) ?? tagOrder.length
