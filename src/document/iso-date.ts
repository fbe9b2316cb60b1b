/** Month names, January first, a line a language; forms of a name are separated by `/`. */
const monthNames = `
january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep october/oct november/nov december/dec
januar/jänner/jän februar/feber märz/mär/mrz april mai juni juli august september oktober/okt november dezember/dez
janvier/janv février/fevrier/févr/fév mars avril/avr mai juin juillet/juil août/aout septembre octobre novembre décembre/decembre/déc
enero/ene febrero marzo abril/abr mayo junio julio agosto/ago septiembre/setiembre/set octubre noviembre diciembre/dic
janeiro fevereiro/fev março/marco abril maio junho julho agosto setembro outubro/out novembro dezembro
gennaio/gen febbraio marzo aprile maggio/mag giugno/giu luglio/lug agosto settembre ottobre/ott novembre dicembre
januari februari maart/mrt april mei juni juli augustus september oktober november december
januari februari mars april maj juni juli augusti september oktober november december
januar februar marts/mars april mai/maj juni juli august september oktober november desember/december
tammikuuta/tammikuu helmikuuta/helmikuu maaliskuuta/maaliskuu huhtikuuta/huhtikuu toukokuuta/toukokuu kesäkuuta/kesäkuu heinäkuuta/heinäkuu elokuuta/elokuu syyskuuta/syyskuu lokakuuta/lokakuu marraskuuta/marraskuu joulukuuta/joulukuu
января/январь/янв февраля/февраль/фев/февр марта/март/мар апреля/апрель/апр мая/май июня/июнь/июн июля/июль/июл августа/август/авг сентября/сентябрь/сен/сент октября/октябрь/окт ноября/ноябрь/ноя/нояб декабря/декабрь/дек
січня/січень/січ лютого/лютий/лют березня/березень/бер квітня/квітень/кві травня/травень/тра червня/червень/чер липня/липень/лип серпня/серпень/сер вересня/вересень/вер жовтня/жовтень/жов листопада/листопад/лис грудня/грудень/гру
stycznia/styczeń/sty lutego/luty/lut marca/marzec kwietnia/kwiecień/kwi maja czerwca/czerwiec/cze lipca/lipiec/lip sierpnia/sierpień/sie września/wrzesień/wrz października/październik/paź listopada/lis grudnia/grudzień/gru
ledna/leden února/únor března/březen dubna/duben května/květen června/červen července/červenec srpna/srpen září října/říjen listopadu prosince/prosinec
januára/január februára/február marca/marec apríla/apríl mája/máj júna/jún júla/júl augusta septembra októbra/október novembra decembra
január/januári február március április május június július augusztus szeptember október november december
ianuarie/ian februarie martie aprilie mai iunie/iun iulie/iul august septembrie octombrie noiembrie/noi decembrie
ocak/oca şubat/şub mart nisan/nis mayıs haziran/haz temmuz/tem ağustos/ağu eylül/eyl ekim/eki kasım/kas aralık/ara
ιανουαρίου/ιανουάριος φεβρουαρίου/φεβρουάριος μαρτίου/μάρτιος απριλίου/απρίλιος μαΐου/μάιος ιουνίου/ιούνιος ιουλίου/ιούλιος αυγούστου/αύγουστος σεπτεμβρίου/σεπτέμβριος οκτωβρίου/οκτώβριος νοεμβρίου/νοέμβριος δεκεμβρίου/δεκέμβριος
يناير فبراير مارس أبريل/ابريل/إبريل مايو يونيو/يونيه يوليو/يوليوز أغسطس/اغسطس/غشت سبتمبر أكتوبر/اكتوبر نوفمبر ديسمبر
ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر
януари февруари март април май юни юли август септември октомври ноември декември
januari februari maret april mei juni juli agustus september oktober november desember
`

const monthOf = new Map<string, number>()
for (const language of monthNames.trim().split('\n')) {
  for (const [index, forms] of language.split(' ').entries()) {
    for (const form of forms.split('/')) if (!monthOf.has(form)) monthOf.set(form, index + 1)
  }
}

// Longer texts are not a date with a few words around it.
const maxLength = 120
const firstYear = 1900
const lastYear = 2100

/** Every date that is read has the four figures of its year. */
export const yearFigures = /[0-9\u0660-\u0669\u06F0-\u06F9]{4}/
const arabicDigits = /[\u0660-\u0669\u06F0-\u06F9]/g
const yearFirst = /(?:^|[^\d])(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)/u
const yearLast = /(?:^|[^\d])(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4})(?!\d)/
const tokens = /\d+|\p{L}[\p{L}\p{M}]*/gu
const yearToken = /^\d{4}$/
const dayToken = /^\d{1,2}$/

const beyondAscii = /[\u0080-\uFFFF]/

/** Figures and letters in their usual form. */
const normal = (text: string): string =>
  text.replace(arabicDigits, digit => String((digit.codePointAt(0) ?? 0) & 15)).normalize('NFC')

const dateOf = (year: number, month: number, day: number): string | undefined => {
  if (year < firstYear || year > lastYear || month < 1 || month > 12 || day < 1) return undefined
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate()
  if (day > lastDay) return undefined
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/**
 * The day that a short text names, as `2026-02-04`, or nothing. Reads year-month-day, day and month in figures, and
 * month names of some twenty languages. Where figures leave open which is the day (`01/02/2026`), `order` decides:
 * most of the world writes the day first.
 */
export const isoDate = (
  text: string,
  order: 'day-first' | 'month-first' = 'day-first',
): string | undefined => {
  if (text.length > maxLength || !yearFigures.test(text)) return undefined
  const plain = beyondAscii.test(text) ? normal(text) : text
  const sorted = yearFirst.exec(plain)
  if (sorted) return dateOf(Number(sorted[1]), Number(sorted[2]), Number(sorted[3]))
  const figures = yearLast.exec(plain)
  if (figures) {
    const [first, second, year] = [Number(figures[1]), Number(figures[2]), Number(figures[3])]
    const dayFirst = dateOf(year, second, first)
    const monthFirst = dateOf(year, first, second)
    return order === 'day-first' ? (dayFirst ?? monthFirst) : (monthFirst ?? dayFirst)
  }
  const words = plain.toLowerCase().match(tokens) ?? []
  // A weekday such as `mar` (Spanish for Tuesday) may come before the month: the month stands beside the day.
  for (const [at, word] of words.entries()) {
    const month = monthOf.get(word)
    if (month === undefined) continue
    const dayBefore = [
      words[at - 1],
      /^(?:de|of|ta|st|nd|rd|th|er|º)$/.test(words[at - 1] ?? '') ? words[at - 2] : undefined,
    ]
    const before = dayBefore.find(token => token && dayToken.test(token))
    const day = before ?? (dayToken.test(words[at + 1] ?? '') ? words[at + 1] : undefined)
    const year = words.slice(at + 1, at + 6).find(token => yearToken.test(token))
    if (day && year) return dateOf(Number(year), month, Number(day))
  }
  return undefined
}
