import {describe, expect, it} from 'vitest'
import {decode, looksBinary} from '../../src/read/decode.ts'
import {encode} from './encode.ts'

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

  it('does not take a stray NUL for UTF-16', () => {
    const text = 'A line of text that someone cut with a NUL\0 in it.\nAnd one more “line”.'
    expect(decode(utf8(text), plain)).toMatchObject({encoding: 'utf-8', text})
    const chinese = '会议昨天在北京举行，双方同意继续谈判。\n但是没有签字。\n'
    expect(decode(Buffer.from(chinese, 'utf16le'), plain)).toMatchObject({
      encoding: 'utf-16le',
      text: chinese,
    })
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
    const body = encode(encoding === 'koi8-r' ? 'Съезд прошёл' : 'né café', encoding)
    expect(decode(both(latin1(`${head}<p>`), body), html).encoding).toBe(encoding)
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

const undeclared: readonly (readonly [encoding: string, text: string])[] = [
  ['windows-1252', 'Der Zug nach Köln fährt heute später, sagte die Frau des Müllers am Fluß.'],
  ['windows-1252', 'L’été dernier, les élèves étaient déjà là – « enfin », a dit leur maître.'],
  ['windows-1252', 'He said “it’s too early” – and that’s all.'],
  ['windows-1252', 'Mañana el niño comerá piña, según la señora Peña; ¿quién más irá?'],
  ['macintosh', 'Après l’été, les élèves étaient déjà très fatigués de la géométrie.'],
  ['windows-1250', 'Zażółć gęślą jaźń, powiedział wójt, i łódź odpłynęła w stronę Łeby.'],
  ['iso-8859-2', 'Včera večer přišel do městečka kůň, který se jmenoval Šemík, a žil zde až do léta.'],
  ['windows-1250', 'A magyar őrök tegnap este két fűzfát ültettek az új út mellé, és örültek.'],
  ['windows-1251', 'Съезд прошёл в пятницу вечером, и никто из гостей не возражал.'],
  ['koi8-r', 'Съезд прошёл в пятницу вечером, и никто из гостей не возражал.'],
  ['ibm866', 'Съезд прошел в пятницу вечером, и никто из гостей не возражал.'],
  ['koi8-u', 'Київ їде до моря, і з ним їдуть його друзі та їхні діти.'],
  ['windows-1253', 'Η συνεδρίαση άρχισε το πρωί στην Αθήνα και τελείωσε το βράδυ.'],
  ['windows-1254', 'Dün akşam İstanbul’da yağmur yağdı, ağaçların altı ışıl ışıldı.'],
  ['windows-1255', 'הישיבה נפתחה אתמול בירושלים ונמשכה עד הערב.'],
  ['windows-1256', 'وصل الوزير إلى القاهرة أمس والتقى بعدد من النواب.'],
  ['windows-1257', 'Saeima vakar ilgi sprieda par šo jautājumu, līdz beidzot visi bija mājās.'],
  ['windows-874', 'การประชุมเริ่มขึ้นเมื่อวานนี้ในกรุงเทพมหานคร'],
  ['shift_jis', '会議は昨日、東京で開かれた。首相は「まだ早い」と述べた。'],
  ['euc-jp', '会議は昨日、東京で開かれた。首相は「まだ早い」と述べた。'],
  ['gb18030', '会议昨天在北京举行，双方同意继续谈判，但是没有签字。'],
  ['big5', '會議昨天在臺北舉行，雙方同意繼續談判，但是沒有簽字。'],
  ['euc-kr', '회의는 어제 서울에서 열렸고 대통령은 아직 이르다고 말했다.'],
]

describe('decode without a declaration', () => {
  it.each(undeclared)('tells %s by its letters: %s', (encoding, text) => {
    expect(decode(encode(text, encoding), plain)).toMatchObject({text, encoding, replacements: 0})
  })

  it.each(undeclared)('tells %s in a page by what stands outside the tags', (encoding, text) => {
    const page = `<html><head><style>${'a{b:c}'.repeat(500)}</style></head><p class="${'x '.repeat(500)}">`
    expect(decode(both(latin1(page), encode(text, encoding)), html).text).toBe(page + text)
  })

  it.each(undeclared.filter(([encoding]) => /1251|koi8-r|gb|big5|kr|jis|jp|1253|874/.test(encoding)))(
    'overrules a declared windows-1252 where the bytes are %s',
    (encoding, text) => {
      const decoded = decode(encode(text, encoding), {...plain, charset: 'iso-8859-1'})
      expect(decoded.text).toBe(text)
      expect(decoded.messages.map(message => message.ruleId)).toEqual(['read/encoding-overruled'])
    },
  )

  it.each(undeclared)('believes a declaration that may be right: %s', (encoding, text) => {
    expect(decode(encode(text, encoding), {...plain, charset: encoding})).toMatchObject({text, messages: []})
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
