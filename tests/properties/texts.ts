import {existsSync, globSync, readdirSync, readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {gunzipSync} from 'node:zlib'
import fc from 'fast-check'
import {decode} from '../../src/read/decode.ts'
import {budget} from './budget.ts'

const upperHalf = Uint8Array.from({length: 256}, (_, index) => index)

/** Text as it looks after its UTF-8 was read as `charset`. */
export const mangle = (text: string, charset: string): string => {
  const characters = new TextDecoder(charset).decode(upperHalf)
  return Array.from(new TextEncoder().encode(text), byte => characters.charAt(byte)).join('')
}

export const charsets = [
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1254',
  'iso-8859-2',
  'macintosh',
]

const sentences = [
  'The council met on Tuesday and, after two hours, agreed on nothing.',
  '“It’s too early,” she said – “far too early…”',
  'Der Zug nach Köln fährt heute über Düsseldorf; Frau Weiß weiß das.',
  'L’été dernier, les élèves étaient déjà à Nîmes : 1 250 € en tout.',
  'Zażółć gęślą jaźń, powiedział wójt.',
  'Съезд прошёл в пятницу; Київ їде, і він теж.',
  'Η συνεδρίαση άρχισε το πρωί στην Αθήνα.',
  'وصل الوزير إلى القاهرة أمس، وقال إنه می‌خواهد.',
  'הישיבה נפתחה אתמול בירושלים.',
  'बैठक कल दिल्ली में हुई। क्षेत्र',
  'การประชุมเริ่มขึ้นเมื่อวานนี้',
  '会议昨天在北京举行，双方同意继续谈判。',
  '会議は昨日、東京で開かれた。ｶﾞｷﾞｸﾞ',
  '회의는 어제 서울에서 열렸다.',
  'Trời hôm nay đẹp, chúng tôi đi chợ.',
  '👩‍🚀 flew 🇫🇷 to 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ☺️ and 1️⃣',
  'if (a < b && c > d) { return a[b]; }',
  'B R E A K I N G   N E W S',
  'exam-',
  'ple text, well-',
  'known, pre- and post-war',
]

/** What trips text handling up. */
const specials = [
  ...' \t\n\r\v\f\u0085\u00a0\u1680\u2000\u2003\u2009\u202f\u205f\u3000\u2028\u2029',
  ...'\0\u0001\u0008\u001b\u007f\u0080\u0092\u009d\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202c\u202e\u2066\u2069\u2060\ufeff\ufff9\ufffc\ufffd\uffff',
  ...'\u0301\u0327\u0323\u0300\u0345\u034f\u0653\u093c\u09be\u0b3e\u1161\u11a8\u3099\u309a\ufe0f\u20e3\u05b8\u05bc',
  ...'\u0132\u0149\u01c5\ufb01\ufb03\ufb06\ufe8d\ufefb\ufd3e\uff01\uff21\uff5e\uff65\uff76\uff9e\u212b\u2126\u0344\u0958\u2adc\uf900\ufb2a\u0f73',
  ...'ÃÂâ€™œ“”…®™¤¬½©Å Ð ÑРСВГ√‚Äƒ≈├┤╨┐ï¿½ðŸ˜€',
  '\ud800',
  '\udc00',
  '\u{e0041}',
  '\u{1109a}\u{110ba}',
  '\u{1d15f}',
  '\u{2f800}',
  '\u{1f600}',
  '\u{16d67}\u{16d67}',
  '\r\n',
  '\n\n',
  '-\n',
  '\u00ad\n',
  '&amp;',
  '&amp;nbsp;',
  '&#8217;',
  '&#x41;',
  '&lt;b&gt;',
  '&amp;amp;lt;',
  '&#160;',
  '&shy;',
  '&zwnj;',
  '&',
  '&nbsp',
  '&#0;',
  '&#150;',
]

const sentence = fc.constantFrom(...sentences)
const mangled = fc
  .tuple(sentence, fc.constantFrom(...charsets), fc.integer({min: 1, max: 3}))
  .map(([text, charset, times]) => {
    let current = text
    for (let time = 0; time < times; time++) current = mangle(current, charset)
    return current
  })

const piece = fc.oneof(
  {weight: 4, arbitrary: sentence},
  {weight: 4, arbitrary: fc.constantFrom(...specials)},
  {weight: 1, arbitrary: mangled},
  {weight: 1, arbitrary: fc.string({unit: 'binary', maxLength: 12})},
  {weight: 1, arbitrary: fc.string({unit: 'grapheme', maxLength: 12})},
  {weight: 2, arbitrary: fc.constantFrom(' ', ' ', '\n', 'word', 'Word', 'É', 'а', 'і', '字', 'か')},
)

/** Text of any kind, and worse. */
export const anyText = fc.array(piece, {minLength: 1, maxLength: 24}).map(pieces => pieces.join(''))

const folder = new URL('../fixtures/', import.meta.url)

/** The sources of the repository's own fixtures. */
export const fixtures: readonly {readonly name: string; readonly text: string}[] = readdirSync(folder, {
  recursive: true,
  encoding: 'utf8',
})
  .filter(name => /source\.(?:txt|html?|md)$/.test(name))
  .sort()
  .map(name => ({name, text: decode(readFileSync(new URL(name, folder)), {mediaType: 'text/html'}).text}))

/** A change to a text: at a place given as a share of its length, so much goes out, and this comes in. */
const change = fc.record({
  at: fc.double({min: 0, max: 1, noNaN: true}),
  out: fc.oneof({weight: 3, arbitrary: fc.nat(3)}, {weight: 1, arbitrary: fc.nat(60)}),
  into: piece,
})

const changed = (text: string, changes: readonly {at: number; out: number; into: string}[]): string => {
  let current = text
  for (const {at, out, into} of changes) {
    const start = Math.floor(at * current.length)
    current = current.slice(0, start) + into + current.slice(start + out)
  }
  return current
}

const mutatedOf = (texts: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...texts), fc.array(change, {maxLength: 12}))
    .map(([text, changes]) => changed(text, changes))

/** A text of the repository's fixtures, changed here and there. */
export const mutated = (accepts: (name: string) => boolean): fc.Arbitrary<string> =>
  mutatedOf(fixtures.filter(({name}) => accepts(name)).map(({text}) => text))

/** Real texts are read in a long run only, one in so many of them, and none that is longer. */
const realTexts = {every: 20, longest: 40_000}

const shared = new URL('../../../shared/data/', import.meta.url)

const realFiles = {
  dump: 'dumps/*/*.txt',
  page: 'wcxb-dev/html/*.html.gz',
} as const

/** A real dump or page, changed here and there, beside `others`; in a long run, where the shared data lies there. */
export const withReal = (
  kind: keyof typeof realFiles,
  others: fc.Arbitrary<string>,
): fc.Arbitrary<string> => {
  if (budget === 1 || !existsSync(shared)) return others
  const names = globSync(realFiles[kind], {cwd: fileURLToPath(shared)}).sort()
  const texts = names
    .filter((_, index) => index % realTexts.every === 0)
    .map(name => {
      const bytes = readFileSync(new URL(name, shared))
      return decode(kind === 'page' ? gunzipSync(bytes) : bytes, {mediaType: 'text/html'}).text
    })
    .filter(({length}) => length > 0 && length <= realTexts.longest)
  return fc.oneof({weight: 4, arbitrary: others}, {weight: 1, arbitrary: mutatedOf(texts)})
}

/** Pages of a printed text: their prose runs on over numbers and heads, in lines of one width or of any. */
export const paged: fc.Arbitrary<string> = fc
  .record({
    pages: fc.array(fc.array(piece, {maxLength: 3}), {minLength: 3, maxLength: 6}),
    first: fc.integer({min: 1, max: 400}),
    head: fc.constantFrom('', 'A HISTORY OF THE PIER', '- # -', 'Page #', 'Page # of 9'),
    around: fc.constantFrom('\n', '\n\n', '\n\f', '\r\n', ' \n \n'),
    wraps: fc.boolean(),
  })
  .map(({pages, first, head, around, wraps}) =>
    pages
      .map((pieces, page) => {
        const number = `${first + page}`
        const furniture = head.includes('#') ? head.replace('#', number) : `${head}${around}${number}`.trim()
        const text = `${pieces.join(' ')} ${pageOfProse}`
        return (wraps ? text.replaceAll(/(.{50,60}) /g, '$1\n') : text) + around + furniture + around
      })
      .join(''),
  )

const sentenceOfProse =
  'and the board heard what the keeper had seen from his tower. It was late when they rose, and nobody on the pier could tell which of the boats would come home that night, nor who had lit the lamp. '

const pageOfProse = `${sentenceOfProse.repeat(3)}By then the sea had begun to lift the stones and`
