/** A one-byte charset that UTF-8 was read with by mistake. */
export type Charset = {
  readonly name: string
  /** UTF-16 code unit to byte, 0 where the charset has none from 0x80 on. */
  readonly bytes: Uint8Array
  /** The code units that have a byte. */
  readonly codes: readonly number[]
  /** Whether 0xA0 is the no-break space, which later handling often turns into a plain one. */
  readonly hasNoBreakSpace: boolean
  /** What speaks against the charset where the text holds a control that it has a character for, in bits. */
  readonly controlCost: number
}

const codePage437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0'

const codePage850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0'

const upperHalf = Uint8Array.from({length: 128}, (_, index) => 0x80 + index)

const charset = (name: string, characters: string, acceptsControls: boolean): Charset => {
  const bytes = new Uint8Array(0x10000)
  const codes: number[] = []
  const put = (code: number, byte: number): void => {
    bytes[code] = byte
    codes.push(code)
  }
  // Sloppy decoders let an undefined byte through as the control of the same number, and texts were often decoded as
  // Latin-1 in one place and as Windows in another.
  if (acceptsControls) for (let code = 0x80; code < 0xa0; code++) put(code, code)
  for (let index = 0; index < 128; index++) {
    const code = characters.charCodeAt(index)
    put(code === 0xfffd ? 0x80 + index : code, 0x80 + index)
  }
  // Latin-1 text passes for windows-1252 everywhere; that its controls turn up under another name is less likely.
  const controlCost = name === 'windows-1252' || name.startsWith('iso') ? 0 : 0.5
  return {name, bytes, codes, hasNoBreakSpace: characters.charCodeAt(0x20) === 0xa0, controlCost}
}

const known = (name: string): Charset =>
  charset(name, new TextDecoder(name).decode(upperHalf), name !== 'macintosh')

/** The charsets that are tried, the likeliest first. `windows-1252` takes in Latin-1. */
export const charsets: readonly Charset[] = [
  known('windows-1252'),
  known('windows-1250'),
  known('windows-1251'),
  known('windows-1254'),
  known('iso-8859-2'),
  known('macintosh'),
  known('windows-1257'),
  known('windows-1253'),
  charset('cp437', codePage437, false),
  charset('cp850', codePage850, false),
]

const leadMasks = new Uint16Array(0x10000)
const continuationMasks = new Uint16Array(0x10000)
for (const [index, {bytes, codes}] of charsets.entries()) {
  for (const code of codes) {
    const byte = bytes[code] ?? 0
    if (byte >= 0xc2 && byte <= 0xf4) leadMasks[code] = (leadMasks[code] ?? 0) | (1 << index)
    if (byte >= 0x80 && byte <= 0xbf) continuationMasks[code] = (continuationMasks[code] ?? 0) | (1 << index)
  }
}
// What may stand for a lost byte.
continuationMasks.fill(0xffff, 0x20, 0x21)
continuationMasks.fill(0xffff, 0x3f, 0x40)
continuationMasks.fill(0xffff, 0xfffd, 0xfffe)

/** The charsets in which a UTF-8 sequence may begin with these two code units, as a set of bits. */
export const charsetMask = (code: number, following: number): number =>
  (leadMasks[code] ?? 0) & (continuationMasks[following] ?? 0)

/** The code units that a UTF-8 sequence may begin with in any of the charsets. */
export const leadCodes: readonly number[] = charsets.flatMap(({codes}) =>
  codes.filter(code => leadMasks[code] !== 0),
)

/** One UTF-8 sequence, seen through a charset. */
export type Sequence = {
  /** Length in the text as it stands. */
  readonly length: number
  /** The character it is, U+FFFD where a byte of it is lost. */
  readonly character: string
  /** A byte was lost (`?` or U+FFFD stands for it), or a no-break space has become a plain one. */
  readonly isLossy: boolean
  readonly lead: number
}

const lostByte = -1

/** The UTF-8 sequence that begins at `index` of the text, if the charset's bytes make one. */
export const sequenceAt = (text: string, index: number, charset: Charset): Sequence | undefined => {
  const {bytes} = charset
  const lead = bytes[text.charCodeAt(index)] ?? 0
  const length = expectedLength(lead)
  if (length === 0 || index + 2 > text.length) return undefined
  if (isCutQuote(text, index, charset)) return {length: 2, character: '”', isLossy: true, lead}
  let code = lead & (0xff >> (length + 1))
  let isLossy = false
  let isLost = false
  for (let offset = 1; offset < length; offset++) {
    const byte = continuationByte(text.charCodeAt(index + offset), charset)
    if (byte === 0) return undefined
    if (byte === lostByte) isLost = true
    else if (text.charCodeAt(index + offset) === 0x20) isLossy = true
    code = (code << 6) | (byte & 0x3f)
  }
  if (isLost) return {length, character: '\ufffd', isLossy: true, lead}
  if (lead === 0xed && code >= 0xd800) return surrogatePair(text, index, charset, code)
  const isShortest = code >= (length === 2 ? 0x80 : length === 3 ? 0x800 : 0x10000)
  if (!isShortest || code > 0x10ffff) return undefined
  return {length, character: String.fromCodePoint(code), isLossy, lead}
}

/**
 * The closing quote ends in 0x9D, which windows-1252 does not define and many programs drop; of the characters that
 * lose their end that way it is the only one in use.
 */
const isCutQuote = (text: string, index: number, charset: Charset): boolean =>
  text.startsWith('â€', index) &&
  (charset.name === 'windows-1252' || charset.name === 'windows-1254') &&
  !isContinuation(text.charCodeAt(index + 2), charset)

const isContinuation = (code: number, {bytes}: Charset): boolean => {
  const byte = bytes[code] ?? 0
  return (byte >= 0x80 && byte <= 0xbf) || code === 0xfffd || code === 0x3f
}

/** CESU-8: the two halves of a UTF-16 pair, each written as three bytes. */
const surrogatePair = (text: string, index: number, charset: Charset, high: number): Sequence | undefined => {
  if (high > 0xdbff || charset.bytes[text.charCodeAt(index + 3)] !== 0xed) return undefined
  const fifth = continuationByte(text.charCodeAt(index + 4), charset)
  const sixth = continuationByte(text.charCodeAt(index + 5), charset)
  if (fifth < 0xb0 || sixth <= 0) return undefined
  const low = 0xd000 | ((fifth & 0x3f) << 6) | (sixth & 0x3f)
  return {length: 6, character: String.fromCharCode(high, low), isLossy: false, lead: 0xed}
}

const expectedLength = (lead: number): number => {
  if (lead < 0xc2 || lead > 0xf4) return 0
  if (lead < 0xe0) return 2
  return lead < 0xf0 ? 3 : 4
}

/** The byte 0x80..0xBF, 0 when the character is none, `lostByte` when it stands for one that is lost. */
const continuationByte = (code: number, {bytes, hasNoBreakSpace}: Charset): number => {
  const byte = bytes[code] ?? 0
  if (byte >= 0x80 && byte <= 0xbf) return byte
  if (code === 0x20 && hasNoBreakSpace) return 0xa0
  return code === 0xfffd || code === 0x3f ? lostByte : 0
}
