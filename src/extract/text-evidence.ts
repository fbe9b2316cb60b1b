import {PatternSet} from './pattern-set.ts'

/**
 * What the words of a short block say about it, in the languages news scrapes are full of. Evidence for the model,
 * never a verdict.
 */
export const textGroups = [
  [
    'share',
    /\b(?:shares?|tweet|facebook|twitter|linkedin|whatsapp|pinterest|reddit|telegram|instagram|copy link|print|teilen|partager|compartir|compartilhar|condividi|delen|udostępnij|поделиться)\b/,
  ],
  [
    'follow',
    /\b(?:follow|subscribe|newsletter|sign up|signup|inbox|join us|abonn\w+|suscr\w+|inscrev\w+|iscriviti|anmelden|подпис\w+|your email|email address)\b/,
  ],
  [
    'related',
    /\b(?:related|read more|more from|more in|recommended|trending|most read|most popular|popular posts|latest|recent posts|see also|also read|you may|you might|also like|up next|keep reading|continue reading|read next|similar|mehr zum thema|lesen sie|lire aussi|à lire|leia também|le[ea] también|leggi anche|lees ook|czytaj|читайте)\b/,
  ],
  [
    'comment',
    /\b(?:comments?|reply|replies|leave a|respond|log in to|post a|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|комментари\w+)\b/,
  ],
  [
    'legal',
    /©|\(c\) ?\d{4}|\b(?:copyright|all rights reserved|privacy|cookies?|terms of|terms and|disclaimer|impressum|datenschutz|mentions légales|aviso legal|accessibility|do not sell|gdpr|powered by)\b/,
  ],
  [
    'account',
    /\b(?:log ?in|sign in|register|account|password|my profile|log ?out|einloggen|connexion|iniciar sesión|entrar|accedi|войти|member)\b/,
  ],
  [
    'shop',
    /[$€£]\s?\d|\d\s?€|\b(?:add to cart|add to bag|cart|checkout|wishlist|in stock|out of stock|shipping|buy now|shop now|price|sku|quantity|free delivery|warenkorb|panier|carrito|reviews?)\b/,
  ],
  [
    'byline',
    /^(?:by|von|par|por|di|door|av|af|autor|author|автор|written by|posted by|words by|published by)\b|\b(?:written by|posted by|published by|reviewed by|edited by|about the author|staff writer|contributor)\b/,
  ],
  [
    'date',
    /\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\b\d{1,2}\.? (?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|okt|oct|nov|dec|dez|ene|févr?|avr|abr|ago|dic|gen|mag|giu|lug|set|ott)[a-zéû]*\.?,? \d{4}|\b\d+ (?:minutes?|hours?|days?|weeks?|months?|years?) ago\b|\b(?:published|updated|last modified|posted on)\b/,
  ],
  ['reading', /\b\d+ ?(?:min|mins|minutes?)\b(?: read)?|\bmin(?:ute)? read\b|\breading time\b|\b\d+ views\b/],
  [
    'tags',
    /^(?:tags?|tagged|categor\w+|filed under|posted in|topics?|keywords|themen|schlagw\w+|etiquetas|rubrik)\b/,
  ],
  [
    'nav',
    /^(?:home|menu|search|about(?: us)?|contact(?: us)?|blog|news|faqs?|services|products|resources|careers|support|more|close|open|next|previous|prev|back|skip to|toggle|show|hide|view all|see all|load more|learn more|get started|back to top|overview|shop|all|en|english|startseite|suche|accueil|inicio|главная)\b/,
  ],
  [
    'advert',
    /\b(?:advertis\w+|sponsored|promoted|publicidad|publicité|anzeige|werbung|reklama|реклама|affiliate|commission)\b/,
  ],
  [
    'credit',
    /\b(?:photo|image|picture|credit|getty|shutterstock|unsplash|courtesy of|foto|photograph|reuters|illustration)\b/,
  ],
  [
    'forum',
    /\b(?:joined|posts|quote|originally posted|said:|likes?|upvotes?|votes?|points|members?|thread|message|reactions|answered|asked|junior|senior|op|moderator|registered)\b/,
  ],
  [
    'promise',
    /\b(?:free trial|book a|request a|demo|contact us|call us|get a quote|schedule|download|learn more|find out|click here|try it)\b/,
  ],
  [
    'caution',
    /\b(?:javascript|browser|enable|disabled|not found|error|loading|please wait|verify|captcha|robot)\b/,
  ],
  [
    'contents',
    /\b(?:table of contents|in this article|on this page|contents|jump to|key takeaways|inhalt|sommaire|índice)\b/,
  ],
  [
    'reference',
    /^(?:references|sources|notes|footnotes|bibliography|citations|further reading|external links|see also)\b|\bdoi\b|\bet al\b/,
  ],
  [
    'update',
    /\b(?:correction|editor's note|update:|this article|this story|this post|originally (?:published|appeared)|disclosure)\b/,
  ],
] as const satisfies readonly (readonly [string, RegExp])[]

/** Words in a block beyond which it speaks for itself. */
export const longBlock = 30

const groups = new PatternSet(textGroups.map(([, says]) => says))

/** The groups that a short text belongs to, as a bit mask in the order of `textGroups`. @param units The text's. */
export const textEvidence = (text: string, units: Uint16Array): number => groups.in(text, units)

/** Function words of the common languages written in Latin and Cyrillic script: prose has them, menus do not. */
export const stopWords: ReadonlySet<string> = new Set(
  (
    'the of and to in a is that for it as was with be by on not he his but at are this have from or had an they ' +
    'which you were their one all we can her has there been if more when will would who so no out up into than ' +
    'them only its then about our your my how what these some could because also did do does just me ' +
    'der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat ' +
    'dass sie nach wird bei einer um am sind noch wie einem über so zum kann nur oder ich wir ' +
    'le la les de des et un une du que est pour dans qui par sur pas au avec il elle ce sont plus se cette ont ses ' +
    'el los las y en por con para su al lo como más pero sus le ya este entre porque cuando muy sin sobre ser ' +
    'o os da do em não uma com no na dos das mais à ao pelo foi são ele seu sua ou quando muito nos já também ' +
    'il di che è per non del si con della i le una alla più nel gli dei anche sono delle ' +
    'het een van op te dat niet zijn voor met aan er ook maar door om bij naar heeft ' +
    'och att det som på är av för den till inte har med de ett men var jag och på til af der ikke ' +
    'w i na z do nie się że jest to o jak ale po co od za tym dla przez ' +
    'и в не на я что с он как а то по это но из у за от так же для вы мы'
  ).split(' '),
)
