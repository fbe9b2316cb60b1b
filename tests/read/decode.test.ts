import {describe, expect, it} from 'vitest'
import {decode, looksBinary} from '../../src/read/decode.ts'

const html = {mediaType: 'text/html'}
const plain = {mediaType: 'text/plain'}
const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1')
const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8')
const both = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts)

describe('decode', () => {
  it('follows a byte order mark before anything else', () => {
    expect(decode(both(latin1('\xef\xbb\xbf'), utf8('é')), {...plain, charset: 'latin1'})).toMatchObject({
      text: 'é',
      encoding: 'utf-8',
      replacements: 0,
    })
    const wide = both(latin1('\xff\xfe'), Buffer.from('Łódź', 'utf16le'))
    expect(decode(wide, plain)).toMatchObject({text: 'Łódź', encoding: 'utf-16le'})
    expect(decode(Buffer.from(wide).swap16(), plain)).toMatchObject({text: 'Łódź', encoding: 'utf-16be'})
  })

  it('reads UTF-16 without a mark', () => {
    const wide = Buffer.from('A line of text.\nAnd “another”.\n', 'utf16le')
    expect(decode(wide, plain)).toMatchObject({
      encoding: 'utf-16le',
      text: 'A line of text.\nAnd “another”.\n',
    })
    expect(decode(Buffer.from(wide).swap16(), plain)).toMatchObject({encoding: 'utf-16be'})
  })

  it('prefers the charset of the transport to that of the page', () => {
    const page = latin1('<meta charset="windows-1251"><p>\xcf\xf0\xe8\xe2\xe5\xf2')
    expect(decode(page, html).text).toContain('Привет')
    expect(decode(page, {...html, charset: 'windows-1253'}).encoding).toBe('windows-1253')
  })

  it.each([
    ['<meta http-equiv=Content-Type content="text/html; charset=koi8-r">', 'koi8-r'],
    ['<?xml version="1.0" encoding="iso-8859-2"?>', 'iso-8859-2'],
    ["<!-- <meta charset=koi8-r> --><meta charset='latin1'>", 'windows-1252'],
    ['<meta charset="x-user-defined">', 'windows-1252'],
  ])('reads the declaration %s', (head, encoding) => {
    expect(decode(latin1(`${head}<p>na\xefve caf\xe9 cr\xe8me`), html).encoding).toBe(encoding)
  })

  it('overrules a declaration that the bytes prove wrong', () => {
    const page = both(latin1('<meta charset="iso-8859-1">'), utf8('naïve café'))
    const decoded = decode(page, html)
    expect(decoded).toMatchObject({encoding: 'utf-8', replacements: 0})
    expect(decoded.messages.map(message => message.ruleId)).toEqual(['read/encoding-overruled'])
    const wrong = decode(latin1('<meta charset="utf-8"><p>na\xefve caf\xe9 \x93so\x94'), html)
    expect(wrong).toMatchObject({encoding: 'windows-1252', replacements: 0})
    expect(wrong.text).toContain('naïve café “so”')
  })

  it('reads lines of different encodings each in its own', () => {
    const decoded = decode(
      both(utf8('“Erste” Zeile für alle\nzweite: größer\n'), latin1('dritte: gr\xf6\xdfer\n')),
      plain,
    )
    expect(decoded.text).toBe('“Erste” Zeile für alle\nzweite: größer\ndritte: größer\n')
    expect(decoded).toMatchObject({encoding: 'utf-8', replacements: 0})
    expect(decoded.messages.map(message => message.ruleId)).toEqual(['read/mixed-encodings'])
  })

  it('reads a stray byte in a line of UTF-8, and counts a sequence that was cut', () => {
    expect(decode(both(utf8('“don'), latin1('\x92'), utf8('t” – 5 €')), plain).text).toBe('“don’t” – 5 €')
    const cut = decode(both(utf8('“gut” '), latin1('\xe2\x80'), utf8(' – 5 €')), plain)
    expect(cut).toMatchObject({text: '“gut” \ufffd – 5 €', replacements: 1})
  })

  it('counts only the replacement characters it put in', () => {
    expect(decode(utf8('a\ufffdb'), plain).replacements).toBe(0)
  })

  it('reads ISO-2022-JP by its escapes and never throws at what has no decoder', () => {
    expect(decode(latin1('\x1b$B$3$s$K$A$O\x1b(B'), plain)).toMatchObject({
      text: 'こんにちは',
      encoding: 'iso-2022-jp',
    })
    expect(decode(latin1('plain\xe9'), {...plain, charset: 'iso-2022-kr'}).text).toBe('plainé')
    expect(decode(latin1('a\x80\xff'), {...plain, charset: 'x-user-defined'}).text).toBe('a\uf780\uf7ff')
    expect(decode(latin1('caf\xe9'), {...plain, charset: 'no-such-thing'}).text).toBe('café')
    expect(decode(new Uint8Array(0), plain)).toMatchObject({text: '', encoding: 'utf-8'})
  })
})

describe('looksBinary', () => {
  it('knows images and archives from text', () => {
    expect(looksBinary(latin1('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'))).toBe(true)
    expect(looksBinary(latin1('%PDF-1.7'))).toBe(true)
    expect(looksBinary(latin1('some\0binary\0\0\0\x01\x02thing'))).toBe(true)
    expect(looksBinary(utf8('Plain text, “with” quotes.\n'))).toBe(false)
    expect(looksBinary(latin1('caf\xe9\n'))).toBe(false)
    expect(looksBinary(Buffer.from('A line of text.', 'utf16le'))).toBe(false)
    expect(looksBinary(new Uint8Array(0))).toBe(false)
  })
})
