/**
 * What class names and ids say about an element, as groups of words. They are evidence for the model, never a
 * verdict: articles live in `popup-newsletter` and navigation in `content`. The benchmark's pages are in English: words
 * of other languages stand beside those that mean the same, so that what was learnt of these holds for them.
 */
export const classGroups = [
  [
    'body',
    /article[-_]?(?:body|content|text)|(?:entry|post|story|blog|page|main|single)[-_]*(?:content|body|text|detail)|content[-_]?body|body[-_]?(?:content|copy|text)|prose|markdown|rich[-_]?text|richtext|wysiwyg|rte\b|articlebody|storybody|(?:artikel|articulo|artigo|articolo|noticia|materia|nota)[-_]*(?:body|text|cuerpo|corpo|corps|inhalt|conteudo|contenido|contenuto|testo)/,
  ],
  [
    'content',
    /content|main|primary|center|wrapper|container|inhalt|conteudo|contenido|contenuto|contenu|inhoud/,
  ],
  [
    'article',
    /article|post|entry|story|blog|news|single|artikel|articulo|artigo|articolo|noticia|notizia|beitrag|materias?\b|nieuws|artykul/,
  ],
  ['text', /text|paragraph|copy|description|desc\b|tekst|testo\b/],
  ['nav', /nav|menu|header-links|toolbar|tabs?\b|tablist/],
  ['breadcrumb', /breadcrumb|crumb|pager|paginat|prev|next|brotkrumen|migas|ariane|kruimel/],
  ['header', /header|masthead|banner|topbar|top-bar|brand|logo/],
  [
    'footer',
    /footer|foot\b|bottom|copyright|legal|colophon|fusszeile|rodape|pied-?de-?page|pie-?pagina|piede/,
  ],
  [
    'sidebar',
    /sidebar|side-bar|aside|rail|widget|secondary|column-right|seitenleiste|seitenspalte|lateral|zijbalk/,
  ],
  [
    'related',
    /related|relation|recommend|also|read-?more|more-|trending|popular|latest|recent|similar|suggest|upnext|further|relacionad|verwandt|aehnlich|weitere-|meistgelesen|voir-?aussi|lire-?aussi|plus-?lus|mas-?leid|mais-?lid|leia-?(?:mais|tambem)|veja-?(?:mais|tambem)|saiba-?mais|lea-?(?:mas|tambien)|correlat|leggi-?anche|gerelateerd|lees-?ook|powiazan/,
  ],
  ['teaser', /teaser|card|tile|carousel|slider|swiper|slick|grid|listing|archive|loop|feed|thumb|promo/],
  [
    'comment',
    /comment|disqus|respond|discuss|feedback|reviews?\b|rating|coment|komment|koment|reacties|yorum/,
  ],
  [
    'share',
    /share|sharing|social|follow|sns|addthis|facebook|twitter|compart(?:ir|ilh)|teilen|partag|condivid|udostepn/,
  ],
  [
    'advert',
    /\bads?\b|advert|sponsor|dfp|outbrain|taboola|banner-ad|commercial|affiliate|werbung|anzeige|publicid|publicit|pubblicit|reklam|advertentie/,
  ],
  [
    'signup',
    /newsletter|subscri|signup|sign-up|optin|cta|call-to-action|mailchimp|lead-?form|hs-form|donate|abonnier|abonnez|suscri|suscreva|assine|iscriviti|inschrijv/,
  ],
  [
    'meta',
    /meta|byline|date|time|tags?\b|categor|posted|info|details?\b|label|badge|kicker|eyebrow|datum|fecha/,
  ],
  ['author', /author|bio\b|profile|writer|contributor|avatar|about-|autor(?:e|a|es)?\b|auteur|verfasser/],
  [
    'dialog',
    /cookie|consent|gdpr|modal|popup|pop-up|overlay|dialog|paywall|lightbox|toast|notice|alert|tooltip|drawer/,
  ],
  [
    'unseen',
    /(?<!overflow-(?:[xy]-)?)hidden|hide\b|sr-only|visually|screen-?reader|d-none|invisible|offscreen|collapse|print-only|no-?js/,
  ],
  [
    'caption',
    /caption|credit|figure|photo|gallery|image|media|video|embed|player|legende|leyenda|legenda|bildtext|bildunterschrift|didascalia|imagen|imagem|foto/,
  ],
  ['contents', /\btoc\b|table-of-contents|contents-|on-this-page|jump|anchor/],
  [
    'form',
    /form|search|login|input|filter|select|button|btn|dropdown|field|captcha|suche|busca|recherche|zoek/,
  ],
  [
    'forum',
    /message|thread|topic|forum|reply|quote|signature|\bqa\b|answer|question|userinfo|bbp|comment-body|respuesta|resposta|antwort|risposta|reponse/,
  ],
  [
    'product',
    /product|price|cart|shop|sku|spec|variant|stock|wishlist|review|produkt|producto|produto|prodotto|produit|warenkorb|carrito|carrinho/,
  ],
  [
    'summary',
    /summary|excerpt|deck|\bdek\b|subtitle|sub-?title|standfirst|lead\b|intro|subhead|abstract|description/,
  ],
  ['title', /title|headline|heading|hero|jumbotron|titel|titulo|titre|titolo|ueberschrift/],
  ['list', /list|items?\b|row\b|col\b|column|cell|table/],
  ['faq', /faq|accordion|toggle|expand|tab-?panel|tab-?content|disclosure/],
  ['code', /code|highlight|syntax|snippet|terminal|console|gist|language-/],
] as const satisfies readonly (readonly [string, RegExp])[]
