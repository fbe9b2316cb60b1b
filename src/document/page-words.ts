/** The digit zero of the scripts whose digits number pages; nine more follow each. */
const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10]
const otherDigit = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59\uff10-\uff19]/g

/** The text with digits of other scripts as 0..9; as long as before. */
export const withPlainDigits = (text: string): string =>
  text.replace(otherDigit, digit => {
    const code = digit.charCodeAt(0)
    return String(code - (zeros.findLast(zero => zero <= code) ?? code))
  })

const roman = /^c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/
const romanDigits: Readonly<Record<string, number>> = {i: 1, v: 5, x: 10, l: 50, c: 100}

/** The value of a Roman numeral, 1..399, in letters of one case; undefined for other words. */
export const romanValue = (numeral: string): number | undefined => {
  const letters = numeral.toLowerCase()
  if (letters === '' || !roman.test(letters)) return undefined
  const values = [...letters].map(letter => romanDigits[letter] ?? 0)
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0)
}

/** `Page 4`, in the languages of most of the web; abbreviations of one letter need their stop. */
const wordBefore =
  /(?:^|[^\p{L}\p{M}])(?:page|pag[.]?|pg[.]?|p[.]|pp[.]|seite|s[.]|página|pagina|pág[.]?|pàgina|pagină|strona|strana|stránka|str[.]|stran|страница|сторінка|страніца|стр[.]|стор[.]|с[.]|sida|sid[.]|side|sivu|síða|oldal|sayfa|faqja|puslapis|psl[.]|lpp[.]|lk[.]?|halaman|hal[.]|trang|ukurasa|σελίδα|σελ[.]|صفحة|صفحه|ص[.]?|עמוד|עמ['׳]|पृष्ठ|পৃষ্ঠা|หน้า|페이지|ページ|頁|页|第)\P{L}{0,3}$/iu
/** `4. oldal`, `4ページ`, `第4页`. */
const wordAfter = /^[.]?\s?(?:oldal|sayfa|lappuse|lpp|puslapis|orrialdea|ページ|頁|页|페이지|쪽)(?![a-z])/iu

/** Whether the words around a number say that it is a page's. */
export const pageWordIn = (before: string, after: string): boolean =>
  wordBefore.test(before) || wordAfter.test(after)
