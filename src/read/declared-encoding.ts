/** Where an encoding was declared. */
export type Declaration = {
  /** WHATWG name, in lower case. */
  readonly encoding: string
  readonly from: 'transport' | 'meta' | 'xml'
  /** The label as it was written. */
  readonly label: string
}

/** How far into a page a declaration is looked for: browsers stop at 1,024 bytes, many pages put it later. */
const searchedBytes = 16_384

const metaCharset = /<meta\s[^>]{0,400}?charset\s*=\s*["']?\s*([\w:.-]{2,40})/i
const xmlEncoding = /^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w:.-]{2,40})["']/

/** Labels that WHATWG maps to its `replacement` encoding, as their escapes could smuggle markup past a filter. */
const replacementLabels = new Set([
  'csiso2022kr',
  'hz-gb-2312',
  'iso-2022-cn',
  'iso-2022-cn-ext',
  'iso-2022-kr',
  'replacement',
])

/**
 * The WHATWG name of a label such as `latin1` (`windows-1252`); `replacement` and `x-user-defined` are names of their
 * own; undefined when there is no such encoding.
 */
export const encodingOfLabel = (label: string): string | undefined => {
  const trimmed = label.trim().toLowerCase()
  if (replacementLabels.has(trimmed)) return 'replacement'
  if (trimmed === 'x-user-defined') return 'x-user-defined'
  try {
    return new TextDecoder(trimmed).encoding
  } catch {
    return commonMisspellings.get(trimmed)
  }
}

/** Labels that are not WHATWG's, yet can only mean one thing. */
const commonMisspellings = new Map([
  ['utf8mb4', 'utf-8'],
  ['utf-8-sig', 'utf-8'],
  ['utf_8', 'utf-8'],
  ['cp932', 'shift_jis'],
  ['cp936', 'gbk'],
  ['cp949', 'euc-kr'],
  ['cp950', 'big5'],
  ['iso8859_1', 'windows-1252'],
  ['win-1251', 'windows-1251'],
  ['win1251', 'windows-1251'],
  ['windows1251', 'windows-1251'],
  ['windows1252', 'windows-1252'],
])

/** The declarations of a page, strongest first: the transport's charset, then the page's own. */
export const declaredEncodings = (
  bytes: Uint8Array,
  hint: {readonly mediaType: string; readonly charset?: string},
): readonly Declaration[] => {
  const declarations: Declaration[] = []
  const add = (label: string | undefined, from: Declaration['from']): void => {
    const encoding = label === undefined ? undefined : encodingOfLabel(label)
    if (encoding !== undefined && label !== undefined) declarations.push({encoding, from, label})
  }
  add(hint.charset, 'transport')
  if (!/html|xml/.test(hint.mediaType)) return declarations
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, searchedBytes)).toString(
    'latin1',
  )
  add(xmlEncoding.exec(head)?.[1], 'xml')
  // A comment may hold a declaration that once was.
  add(metaCharset.exec(head.replaceAll(/<!--[\s\S]*?-->/g, ''))?.[1], 'meta')
  // A page that could be searched for an ASCII `<meta` is not in UTF-16, and a page may not ask for x-user-defined.
  return declarations.map(declaration =>
    declaration.from !== 'transport' && /^utf-16/.test(declaration.encoding)
      ? {...declaration, encoding: 'utf-8'}
      : declaration.from !== 'transport' && declaration.encoding === 'x-user-defined'
        ? {...declaration, encoding: 'windows-1252'}
        : declaration,
  )
}
