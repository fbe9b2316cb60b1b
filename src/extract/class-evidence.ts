/**
 * What class names and ids say about an element, as groups of words. They are evidence for the model, never a
 * verdict: articles live in `popup-newsletter` and navigation in `content`.
 */
export const classGroups = [
  [
    'body',
    /article[-_]?(?:body|content|text)|(?:entry|post|story|blog|page|main|single)[-_]*(?:content|body|text|detail)|content[-_]?body|body[-_]?(?:content|copy|text)|prose|markdown|rich[-_]?text|richtext|wysiwyg|rte\b|articlebody|storybody/,
  ],
  ['content', /content|main|primary|center|wrapper|container/],
  ['article', /article|post|entry|story|blog|news|single/],
  ['text', /text|paragraph|copy|description|desc\b/],
  ['nav', /nav|menu|header-links|toolbar|tabs?\b|tablist/],
  ['breadcrumb', /breadcrumb|crumb|pager|paginat|prev|next/],
  ['header', /header|masthead|banner|topbar|top-bar|brand|logo/],
  ['footer', /footer|foot\b|bottom|copyright|legal|colophon/],
  ['sidebar', /sidebar|side-bar|aside|rail|widget|secondary|column-right/],
  [
    'related',
    /related|relation|recommend|also|read-?more|more-|trending|popular|latest|recent|similar|suggest|upnext|further/,
  ],
  ['teaser', /teaser|card|tile|carousel|slider|swiper|slick|grid|listing|archive|loop|feed|thumb|promo/],
  ['comment', /comment|disqus|respond|discuss|feedback|reviews?\b|rating/],
  ['share', /share|sharing|social|follow|sns|addthis|facebook|twitter/],
  ['advert', /\bads?\b|advert|sponsor|dfp|outbrain|taboola|banner-ad|commercial|affiliate/],
  [
    'signup',
    /newsletter|subscri|signup|sign-up|optin|cta|call-to-action|mailchimp|lead-?form|hs-form|donate/,
  ],
  ['meta', /meta|byline|date|time|tags?\b|categor|posted|info|details?\b|label|badge|kicker|eyebrow/],
  ['author', /author|bio\b|profile|writer|contributor|avatar|about-/],
  [
    'dialog',
    /cookie|consent|gdpr|modal|popup|pop-up|overlay|dialog|paywall|lightbox|toast|notice|alert|tooltip|drawer/,
  ],
  [
    'unseen',
    /(?<!overflow-(?:[xy]-)?)hidden|hide\b|sr-only|visually|screen-?reader|d-none|invisible|offscreen|collapse|print-only|no-?js/,
  ],
  ['caption', /caption|credit|figure|photo|gallery|image|media|video|embed|player/],
  ['contents', /\btoc\b|table-of-contents|contents-|on-this-page|jump|anchor/],
  ['form', /form|search|login|input|filter|select|button|btn|dropdown|field|captcha/],
  [
    'forum',
    /message|thread|topic|forum|reply|quote|signature|\bqa\b|answer|question|userinfo|bbp|comment-body/,
  ],
  ['product', /product|price|cart|shop|sku|spec|variant|stock|wishlist|review/],
  [
    'summary',
    /summary|excerpt|deck|\bdek\b|subtitle|sub-?title|standfirst|lead\b|intro|subhead|abstract|description/,
  ],
  ['title', /title|headline|heading|hero|jumbotron/],
  ['list', /list|items?\b|row\b|col\b|column|cell|table/],
  ['faq', /faq|accordion|toggle|expand|tab-?panel|tab-?content|disclosure/],
  ['code', /code|highlight|syntax|snippet|terminal|console|gist|language-/],
] as const satisfies readonly (readonly [string, RegExp])[]
