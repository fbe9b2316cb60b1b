/** Elements that flow in a line of text; every other element breaks it. */
export const inlineTags: ReadonlySet<string> = new Set(
  (
    'a abbr acronym amp-img b bdi bdo big cite code data del dfn em font i img ins kbd label mark meter nobr ' +
    'output picture progress q rp rt ruby s samp small source span strike strong sub sup svg time tt u var wbr ' +
    'math mi mn mo ms mtext mrow mfrac msup msub msubsup msqrt mroot mover munder munderover mstyle mpadded mphantom ' +
    'mtable mtr mtd semantics annotation annotation-xml g path use circle rect line polygon text tspan input ' +
    'script style link meta noscript map area canvas audio video embed track param slot'
  ).split(' '),
)

/** Elements whose text a browser does not show as part of the page. */
export const unshownTags: ReadonlySet<string> = new Set(
  (
    'template noscript select datalist textarea object svg annotation annotation-xml audio video canvas ' +
    'noframes noembed iframe rp'
  ).split(' '),
)

/** Elements that hold data for programs; their text is never page text. */
export const dataTags: ReadonlySet<string> = new Set(['script', 'style', 'title', 'head'])

export const headingTags: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'])

export const isInline = (name: string): boolean => inlineTags.has(name)

/** Custom elements (`<relative-time>`) may be either; the page's own style sheet decides. */
export const isCustom = (name: string): boolean => name.includes('-') && !inlineTags.has(name)
