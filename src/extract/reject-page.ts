import {addressGroups, schemaGroups} from './page-facts.ts'
import type {PageProfile} from './page-profile.ts'
import {innerText, type PageElement} from './page-tree.ts'

/** A kind of page that holds no article: what it says of itself, and how much of its own prose it may have. */
type Refusal = {
  readonly reason: string
  /** Said in the title, in the first heading or in a short page's text. */
  readonly says: RegExp
  /** Words of kept prose from which on there is an article beside what it says. */
  readonly words: number
}

/** Of a page whose title already tells, the text may be an apology of some length; an article is longer. */
const refusals: readonly Refusal[] = [
  {
    reason: 'This is a check for robots: the site served no article to the scraper.',
    says: /^(?:just a moment|attention required|access denied|security check|are you a (?:human|robot)|verifying you are human|pardon our interruption|one more step|checking your browser|ddos-guard|human verification|bot verification|please verify|robot check)|verify (?:that )?you are (?:a )?human|unusual traffic from your|complete the (?:captcha|security check)|press (?:and|&) hold to confirm/i,
    words: 150,
  },
  {
    reason: 'This is an error page: the article was not found or could not be served.',
    says: /^(?:(?:error )?(?:40[0134]|410|429|50[0-4])\b(?: error|[\s:–—|-]|$)|(?:http )?error 4\d\d|.{0,12}page (?:not found|can.?t be found|could not be found|does not exist|doesn.t exist|unavailable)|not found$|forbidden$|seite nicht gefunden|page (?:non trouvée|introuvable)|página no encontrada|página não encontrada|pagina non trovata|pagina niet gevonden|страница не найдена|nie znaleziono strony|service unavailable|bad gateway|this page isn.t available|(?:sorry, )?(?:this|the) page (?:is no longer|isn.t|you (?:are|were) looking for))|^.{0,20}(?:nothing|page) (?:was )?not be found/i,
    words: 150,
  },
  {
    reason: 'This page asks to log in: the article stands behind it.',
    says: /^(?:log ?in|sign ?in|login required|anmelden|einloggen|connexion|se connecter|iniciar sesión|entrar|accedi|inloggen|войти|zaloguj)\b.{0,60}$|(?:you (?:must|need to|have to) (?:be logged in|log ?in|sign ?in)|please (?:log|sign) ?in) to (?:view|read|continue|access|see)/i,
    words: 80,
  },
  {
    reason: 'This page asks for consent to cookies: the article stands behind it.',
    says: /^(?:before you continue|we (?:value|respect|care about) your privacy|your privacy (?:choices|matters)|cookie (?:consent|settings|notice)|consent$|datenschutz-?einstellungen|gestion des cookies|wir (?:brauchen|benötigen) (?:ihre|deine) (?:zustimmung|einwilligung))/i,
    words: 120,
  },
  {
    reason: 'This is a page of search results.',
    says: /^(?:search results?\b|results for\b|search(?: results)? for\b|you searched for\b|suchergebnisse|résultats de (?:la )?recherche|resultados de (?:la )?(?:búsqueda|busca)|risultati della ricerca|zoekresultaten|результаты поиска|wyniki wyszukiwania)/i,
    words: 250,
  },
]

/** Characters of text in which a page without a telling title may say what it is. */
const shortText = 600

/** Words a page must have to be an article at all. */
const fewestWords = 5

/** Linked headings from which on a page may be a list of other pages. */
const fewestTeasers = 5

/** The longest stretch of prose between two linked headings that a teaser has, in words. */
const longestTeaser = 90

const listSigns =
  /(?:^|[\s_-])(?:archive|category|tag|search|search-results|blog-index|listing|author-archive|home|front-?page)(?:$|[\s_-])/i
const listTitle =
  /^(?:category|tag|archives?|topic|kategorie|schlagwort|catégorie|categoría|categoria|рубрика)\s*[:–-]\s*\S/i
const cutShort =
  /(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*(?:(?:continue|keep) reading|read (?:more|the)|more|weiterlesen|lire la suite|leer más|leia mais|leggi)?.{0,40}$|(?:continue reading|read more|weiterlesen|lire la suite|leer más|leia mais|leggi tutto)\W{0,3}$/i

/** Why there is no article on this page; nothing when there may be one. */
export const refusePage = (
  page: PageProfile,
  kept: readonly boolean[],
  title: string | undefined,
): string | undefined => {
  const all = page.wordsBefore[page.blocks.length] ?? 0
  if (all < forwardingWords && isForwarding(page)) return 'This page only sends its reader on to another.'
  if (all < fewestWords)
    return (
      scriptsOnly(page) ??
      (all === 0 ? 'There is no text on the page.' : 'There are only a few words on the page.')
    )
  let prose = 0
  page.facts.forEach(({words}, i) => {
    if (kept[i] && page.prose[i]) prose += words
  })
  const heading = page.blocks.find(({element}) => element.name === 'h1')?.text ?? ''
  const short = all * 6 < shortText ? page.facts.map(({text}) => text).join(' ') : ''
  for (const {reason, says, words} of refusals) {
    if (prose >= words) continue
    if ([title ?? '', heading, elementTitle(page), short].some(text => says.test(text))) return reason
  }
  return listsOthers(page, heading)
    ? 'This page lists other pages: it has teasers and no article of its own.'
    : undefined
}

/** Words that a page may have which sends its reader on; an article that is loaded anew now and then has more. */
const forwardingWords = 60

/** Whether browsers go on to another address at once: `<meta http-equiv="refresh" content="0; url=…">`. */
const isForwarding = ({tree}: PageProfile): boolean =>
  tree.named.meta.some(
    element =>
      /^refresh$/i.test(element.attribute('http-equiv') ?? '') &&
      /^\s*[0-5](?:\.\d*)?\s*[;,]\s*url\s*=/i.test(element.attribute('content') ?? ''),
  )

const elementTitle = (page: PageProfile): string => {
  const element = page.tree.named.title.find(({parent}) => parent?.name !== 'svg')
  return element ? innerText(element, 300) : ''
}

const scriptsOnly = ({tree}: PageProfile): string | undefined =>
  tree.named.script.length > 0
    ? 'The page is a shell that scripts fill in; there is no text in it.'
    : undefined

/**
 * Whether the page is a list of teasers that says so: linked headings with little between them, by its own account an
 * archive, or its texts cut short.
 */
const listsOthers = (page: PageProfile, heading: string): boolean => {
  const teasers = teasersOf(page)
  if (teasers < fewestTeasers || isForum(page) || isManual(page)) return false
  return listTitle.test(heading) || textsCutShort(page) * 2 >= teasers || namesList(page.tree.named.body[0])
}

const isLinkedHeading = ({blocks, linkShares}: PageProfile, index: number): boolean =>
  (linkShares[index] as number) > 0.9 && blocks[index]?.kind === 'heading'

/** Linked headings; none where a stretch of prose between two of them is too long for a teaser. */
const teasersOf = (page: PageProfile): number => {
  let teasers = 0
  let stretch = 0
  for (let i = 0; i < page.blocks.length; i += 1) {
    if (isLinkedHeading(page, i)) {
      teasers += 1
      stretch = 0
    } else if (page.prose[i]) {
      stretch += page.facts[i]?.words ?? 0
      if (stretch > longestTeaser) return 0
    }
  }
  return teasers
}

const textsCutShort = (page: PageProfile): number =>
  page.facts.filter(({text}, i) => !isLinkedHeading(page, i) && cutShort.test(text.slice(-120))).length

/** Threads link to their parts, and a short thread has little prose. */
const isForum = ({page}: PageProfile): boolean =>
  ((page.schema >> schemaIndex.forum) & 1) === 1 || ((page.address >> addressIndex.forum) & 1) === 1

/** The headings of an API's manual link to its parts, each with a line that says to read more. */
const isManual = ({blocks}: PageProfile): boolean => blocks.some(({kind}) => kind === 'code')

const schemaIndex = {forum: schemaGroups.findIndex(([name]) => name === 'forum')}
const addressIndex = {forum: addressGroups.findIndex(([name]) => name === 'forum')}

const namesList = (body: PageElement | undefined): boolean =>
  listSigns.test(` ${body?.look.className ?? ''} `)
