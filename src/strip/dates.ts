/** A calendar date found in a line. */
export type FoundDate = {
  /** `2026-02-04`. */
  readonly iso: string
  readonly start: number
  readonly end: number
}

/** Names of the months, beginnings of words lower-cased; the longest that fits counts. */
const MONTH_NAMES: readonly string[] = [
  'jan january januar janvier enero gennaio janeiro januari styczeń stycznia январь января січня led ledna ocak ianuarie tammikuuta január',
  'feb february februar février fevrier febrero febbraio fevereiro februari luty lutego февраль февраля лютого února şubat februarie helmikuuta február',
  'mar march märz marz maart mars marzo março marco marzec marca март марта березня března mart martie maaliskuuta marts március',
  'apr april avril abril aprile kwiecień kwietnia апрель апреля квітня dubna nisan aprilie huhtikuuta április',
  'may mai mayo maggio maio mei maj maja май мая травня května mayıs mayis toukokuuta május',
  'jun june juni juin junio giugno junho czerwiec czerwca июнь июня червня června haziran iunie kesäkuuta június',
  'jul july juli juillet julio luglio julho lipiec lipca июль июля липня července temmuz iulie heinäkuuta július',
  'aug august août aout agosto augustus augusti sierpień sierpnia август августа серпня srpna ağustos elokuuta augusztus',
  'sep sept september septembre septiembre setiembre settembre setembro wrzesień września сентябрь сентября вересня září eylül septembrie syyskuuta szeptember',
  'oct october oktober octobre octubre ottobre outubro październik października октябрь октября жовтня října ekim octombrie lokakuuta október okt',
  'nov november novembre noviembre novembro listopad listopada ноябрь ноября листопада listopadu kasım noiembrie marraskuuta',
  'dec december dezember décembre decembre diciembre dicembre dezembro grudzień grudnia декабрь декабря грудня prosince aralık decembrie joulukuuta dez desember',
]

const MONTHS = new Map<string, number>()
MONTH_NAMES.forEach((names, index) => {
  for (const name of names.split(' ')) if (!MONTHS.has(name)) MONTHS.set(name, index + 1)
})

/** Years a published page may carry. */
const YEARS = {first: 1900, last: 2099}

const isoOf = (year: number, month: number, day: number): string | undefined => {
  if (year < YEARS.first || year > YEARS.last || month < 1 || month > 12 || day < 1 || day > 31)
    return undefined
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

const monthDayYear = /(\p{L}{3,12})\.?\s(\d{1,2})(?:st|nd|rd|th)?(?:\s|,\s?)(?:at\s)?(\d{4})(?!\d)/u
const dayMonthYear =
  /(?<!\d)(\d{1,2})(?:\.|º|er|st|nd|rd|th)?\s?[-–]?(?:de\s|of\s)?(\p{L}{3,14})\.?,?[-–]?\s?(?:de\s|del\s)?(\d{4})(?!\d)/u
const yearMonthDay = /(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/
const eastern = /(?<!\d)(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]/
const numeric = /(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)/

const found = (match: RegExpExecArray, iso: string | undefined): FoundDate | undefined =>
  iso === undefined ? undefined : {iso, start: match.index, end: match.index + match[0].length}

const monthOf = (name: string | undefined): number => MONTHS.get((name ?? '').toLowerCase()) ?? 0

/**
 * The first calendar date in the text. All-number dates are read day first, as most of the world writes them, unless
 * only the other order gives a date.
 */
export const findDate = (text: string): FoundDate | undefined => {
  if (!/\d/.test(text)) return undefined
  let match = yearMonthDay.exec(text) ?? eastern.exec(text)
  if (match) return found(match, isoOf(Number(match[1]), Number(match[2]), Number(match[3])))
  match = monthDayYear.exec(text)
  if (match && monthOf(match[1]))
    return found(match, isoOf(Number(match[3]), monthOf(match[1]), Number(match[2])))
  match = dayMonthYear.exec(text)
  if (match && monthOf(match[2]))
    return found(match, isoOf(Number(match[3]), monthOf(match[2]), Number(match[1])))
  match = numeric.exec(text)
  if (!match) return undefined
  const [first, second, year] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return found(match, isoOf(year, second, first) ?? isoOf(year, first, second))
}
