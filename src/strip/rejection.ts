/** A text with more words than this is no notice, whatever it says. */
const NOTICE_WORDS = 220

type Notice = {
  readonly reason: string
  /** What shows that it is one. */
  readonly says: RegExp
  /** What else such a notice goes on about. */
  readonly about: RegExp
}

/** What pages say that stand in for an article, by the languages written most on the web. Whole lines or their beginnings. */
const notices: readonly Notice[] = [
  {
    reason: 'It is an error page.',
    about: /\b(?:error|page|link|address|url|home ?page|search|server|seite|página|pagina|страниц)/iu,
    says: /^(?:error[ :]*)?(?:404|403|410|500|502|503)(?:\s*[-–—:|.]?\s*(?:error|not found|forbidden|gone|bad gateway|service unavailable|page|file).{0,60})?$|^(?:oops|sorry|uh[- ]oh)?[!,. …]*(?:the |this |that |we can['’]t find (?:the |that )?)?(?:page|article|story|content)(?: you(?: are|['’]re|['’]ve)? (?:were )?(?:look\w+|request\w+|tr\w+)(?: for| to \w+)?)? (?:could not be found|can['’]?t be found|cannot be found|was not found|not found|does not exist|doesn['’]t exist|no longer exists|is no longer available|has been (?:moved|removed|deleted))|^(?:diese |die )?seite (?:wurde )?(?:leider )?nicht gefunden|^page (?:introuvable|non trouvée)|^página no encontrada|^pagina non trovata|^página não encontrada|^pagina niet gevonden|^sidan hittades inte|^страница не найдена|^strona nie (?:została )?znaleziona|^(?:页面|頁面)(?:不存在|未找到)|^ページが見つかりません/iu,
  },
  {
    reason: 'It is a check for robots or a refusal of access.',
    about:
      /\b(?:robots?|bots?|human|browser|javascript|cookies?|captcha|security|access|blocked|network|support)\b/iu,
    says: /^access (?:to this page (?:has been )?)?denied|(?:verify|confirm|prove|check(?:ing)?|make sure)(?: that)? (?:if )?you(?:['’]re| are)(?: not a)? ?(?:human|robot|a human|a bot|not a robot)|^(?:please )?complete the (?:captcha|security check)|^checking your browser|unusual (?:traffic|activity) from your|^(?:please )?(?:enable|turn on|activate) (?:javascript|cookies)(?: and (?:cookies|javascript))?|^javascript is (?:disabled|required|not available)|^(?:you need|this (?:site|page|app)) (?:to enable|requires) javascript|^you have been blocked|^bitte bestätigen sie, dass sie kein roboter|^(?:je ne suis pas|no soy) un robot/iu,
  },
  {
    reason: 'It is a consent or cookie wall.',
    about:
      /cookie|tracking|privacy|consent|partners?\b|personali[sz]|datenschutz|werbung|abo\b|einwilligung|zustimmung|drittanbieter|vie privée|confidentialité|privacidad|consentimiento|prywatno/iu,
    says: /^we (?:value|respect|care about) your privacy|^(?:we|this (?:web)?site) (?:and our (?:\d+ )?partners )?uses? cookies|^(?:accept|reject|allow|decline) all(?: cookies)?$|^(?:accept|reject) (?:and continue|cookies)|^(?:manage|cookie) (?:options|preferences|settings|consent)$|mit werbung(?: und tracking)? (?:weiter|lesen|nutzen)|^(?:alle )?(?:akzeptieren|zustimmen|ablehnen)(?: und weiter.*)?$|^(?:tout )?(?:accepter|refuser)(?: (?:tout|et (?:fermer|continuer)))?$|^continuer sans accepter|^(?:aceptar|rechazar)(?: todo| y (?:continuar|cerrar))?$|^accetta(?: tutto| e continua)?$|^(?:alles )?(?:accepteren|weigeren)$|^(?:zaakceptuj|akceptuję|przejdź do serwisu).*$/iu,
  },
  {
    reason: 'It is a login or payment wall.',
    about:
      /log ?in|sign ?(?:in|up)|account|password|e-?mail|subscri|member|register|limit|terms of service|abo\b|anmelden/iu,
    says: /(?:log ?in|sign ?(?:in|up)|subscribe|register)[^.]{0,60} to (?:continue|keep) reading|^you(?:['’]ve| have) (?:reached|used|read) (?:your|all your|the) (?:\w+ )?(?:limit|free|last)|^this (?:article|content|story) is (?:only |exclusively )?(?:for|available to) (?:our )?(?:subscribers|members)|^(?:continue|keep) reading (?:with|for)|^(?:weiterlesen mit|jetzt weiterlesen mit|lesen sie weiter mit)/iu,
  },
]

/** A notice says so once where little else is said, or twice. */
const LINES = {amongFew: 1, few: 60, amongMany: 2}
/** With more words than this about other things it stands above an article, or the beginning of one. */
const OTHER_WORDS = 45

const word = /[\p{L}\p{N}]+/gu

/** The words of the texts, counted no further than `most` and one. */
const wordsIn = (texts: readonly string[], most: number): number => {
  let count = 0
  for (const text of texts) {
    word.lastIndex = 0
    while (count <= most && word.test(text)) count++
    if (count > most) break
  }
  return count
}

/** Why the lines are a notice that stands where an article should, if they are. */
const noticeIn = (lines: readonly string[], kept: readonly string[]): string | undefined => {
  const words = wordsIn(kept, NOTICE_WORDS)
  if (words > NOTICE_WORDS) return undefined
  for (const {reason, says, about} of notices) {
    const others = kept.filter(line => !says.test(line) && !about.test(line))
    const other = wordsIn(others, OTHER_WORDS)
    if (other > OTHER_WORDS) continue
    let found = 0
    for (const line of lines) if (line.length <= 300 && says.test(line)) found++
    if (found >= LINES.amongMany || (found >= LINES.amongFew && words <= LINES.few)) return reason
  }
  return undefined
}

/** What is left of a page, and what was there. */
export type Remains = {
  readonly lines: readonly string[]
  /** Without the title. */
  readonly kept: readonly string[]
  /** Mean likelihood, by length, that what the first look kept is article. */
  readonly likely: number
}

/**
 * Of the benchmark's pages with their articles taken out, the classifier finds the best of the rest less likely than
 * this to be article; of the whole pages hardly any.
 */
const LEAST_LIKELY = 0.1

/** Why there is no article here, if there is none. */
export const rejectionOf = ({lines, kept, likely}: Remains): string | undefined => {
  if (lines.length === 0) return 'It is empty.'
  const notice = noticeIn(lines, kept)
  if (notice !== undefined) return notice
  if (wordsIn(kept, 0) === 0) return 'There is no article text in it.'
  return likely < LEAST_LIKELY
    ? 'It is navigation or a listing; no line of it reads like an article.'
    : undefined
}
