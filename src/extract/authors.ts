import {isSpace} from '../document/white-space.ts'
import {collapsed} from './page-tree.ts'
import {comparable} from './plain-words.ts'

/** What stands before a name in a byline, in the common languages. */
const leadIn =
  /^(?:[\d./-]{6,10}\s|(?:(?:written|posted|published|words|story|text|article|created|contributed|reviewed|submitted|shared|authored|started|asked)\s+)?by|authors?|autor(?:in|es|a)?|auteurs?|autore|von|par|por|di|door|av|af|автор|от|byline|reporter|written|posted|contributors?)(?:\s*[:：]\s*|\s+|$)/i

/** What stands after a name: a date, a job, a share of the page's furniture. */
const tail =
  /(?:[|•·–—]|\s-\s|\s(?:on|in|at|updated|published|posted|last|view|follow|read|see|more|am|le|el)\s|\d{1,2}[\s./-]|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d).*$/i

/** Marks between the names of one byline. */
const between = /\s*(?:;|\/|\||\s&\s|\s(?:and|und|et|y|e|en|och|og|i|и)\s)\s*/i

/** Academic and professional titles that follow a name after a comma and belong to it. */
const credential =
  /^(?:[A-Z][A-Za-z.]{0,3}\.?[A-Z][A-Za-z.-]{0,6}\.?|[JS]r\.?|I{2,3}|IV|Inc\.?|LLC|Ltd\.?|[A-Z]{2,8}(?:[- ][A-Z]{1,6}){0,2}®?)$/

/** Words that no person is called. */
const noName =
  /^(?:admin(?:istrator)?|administrador|user|guest|anonymous|unknown|author|editor|staff|none|null|undefined|n\/a|root|webmaster|wordpress|by|profile|view all posts.*|more posts.*|about the author|follow|all posts.*|posts by .*|https?:.*|www\..*|.*@.*\..*|@)$/i

const maximumNameWords = 9
const maximumNameCharacters = 90

/** Marks that may stand around a name, beside white space. */
const edgeMarks = new Set(Array.from(',:;|•·–—-', mark => mark.charCodeAt(0)))

const isEdge = (code: number): boolean => isSpace(code) || edgeMarks.has(code)

const tidy = (name: string): string => {
  let from = 0
  let to = name.length
  while (from < to && isEdge(name.charCodeAt(from))) from += 1
  while (from < to && isEdge(name.charCodeAt(to - 1))) to -= 1
  return collapsed(name.slice(from, to))
}

/** An address beside a name, and feeds' `ann@example.org (Ann Lee)`. */
const address = /[(<[]\s*(?:mailto:)?(?:https?:\/\/|www\.|[^\s()<>[\]@]{1,64}@)[^()<>[\]]{0,300}[)>\]]/gi
const mailed = /^\s*[^\s()@]{1,64}@[^\s()]{1,255}\s+\(([^()]+)\)\s*$/

/** Those who helped: `Ann Lee (with Bo Ek)`. */
const helpers = /\s*\((?:with|avec|mit|con|com|met|et|und|and)\s([^()]+)\)/gi

/** The names in a byline as it was written: `By Ann Lee, PhD and Bo Ek` gives `Ann Lee, PhD` and `Bo Ek`. */
export const splitAuthors = (byline: string): string[] => {
  if (/^\s*(?:https?:\/\/|www\.)/i.test(byline)) return []
  let rest = tidy(byline.slice(0, 400).replace(mailed, '$1').replace(address, ' ').replace(helpers, ', $1'))
  for (let before = ''; before !== rest; ) {
    before = rest
    rest = tidy(rest.replace(leadIn, ''))
  }
  const names: string[] = []
  for (const part of splitNames(rest)) {
    for (const piece of part.split(',')) {
      const name = tidy(piece)
      const last = names.length - 1
      if (name === '') continue
      if (last >= 0 && credential.test(name)) names[last] = `${names[last]}, ${name}`
      else names.push(name)
    }
  }
  return names.filter(isName)
}

/** Parts joined by a word for and: `Drug Evaluation and Research` is one name, `Ann Lee and Bo Ek` are two. */
const splitNames = (text: string): string[] => {
  const parts = text.split(between)
  const [before = '', behind = ''] = parts
  const uneven = parts.length === 2 && wordCount(behind) === 1 && wordCount(before) > 2
  return uneven ? [text] : parts
}

const wordCount = (text: string): number => text.split(/[\s,]+/).length

/** The names of visible text, where more than the names may stand. */
export const authorsInLine = (line: string): string[] => {
  const bare = tidy(line)
  const stripped = tidy(bare.replace(leadIn, ''))
  return splitAuthors(stripped.replace(tail, ''))
}

/** Small words that stand inside names. */
const particle =
  /^(?:de|del|della|da|das|do|dos|di|du|van|von|der|den|ter|ten|la|le|bin|ibn|al|el|of|the|for|and|y|e|i|zu|af|av|to|at)$/i

/** Words of titles, menus and sentences that are not in names. */
const plainWord =
  /^(?:in|on|is|are|was|has|have|with|from|this|that|your|our|you|we|how|why|what|when|best|top|more|read|view|all|menu|home|login|sign|search|share|follow|subscribe|comments?|reply|min|minutes?|ago|updated|published|last|date|january|february|march|april|june|july|august|september|october|november|december|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|table|contents|blog|news|article|articles|guide|skip|content|contact|about|us|privacy|policy|shop|free|get|new|next|previous|book|online|now|categories|category|tags?|topics?|resources|products?|services?|introduction|overview|summary|download|video|listen|print|save)$/i

/** What stands where names do and is none: networks, ranks and jobs, the sources of pictures, buttons. */
const noPerson =
  /^(?:(?:the |about the )?author|(?:full |author )?bio|role|influencer|(?:co-?)?founder\b.*|ceo|(?:(?:senior|junior|new|active|full|registered|veteran|well-known|premium) )?member|moderator|(?:(?:contributing|staff|senior|guest|freelance|lead|chief) )?(?:writer|reporter|contributor|correspondent|columnist|reviewer)|(?:photo|image|picture|source|credit|illustration|courtesy)s?\b.*|(?:post|share|tweet|pin|email|log|sign)(?: .*)?|facebook\d*|twitter|instagram|linkedin|pinterest|youtube|whatsapp|reddit|tumblr|google|telegram|flipboard|tiktok|bluesky|mastodon|internet explorer|user ?name|password)$/i

/** Whether a visible text is a person's name, an organisation's desk or a user's handle, and nothing else. */
export const looksLikeName = (name: string): boolean => {
  if (noPerson.test(name)) return false
  const words = name.replace(/,.*$/, '').split(' ')
  if (words.length === 1) return /^[\p{L}][\p{L}\p{N}_.'’-]{2,30}$/u.test(name) && !plainWord.test(name)
  if (words.length > 6 || !/^\p{Lu}/u.test(name) || /[.!?:]$/.test(words[words.length - 1] ?? ''))
    return false
  return words.every(word => (/^[(\p{Lu}"“'’@]/u.test(word) || particle.test(word)) && !plainWord.test(word))
}

export const startsLikeByline = (line: string): boolean =>
  /^(?:[\d./-]{6,10} )?(?:written |posted |words |story |published |submitted )?by[:\s]\s*\S/i.test(line) ||
  /^(?:von|par|por|di|door|autor|author|автор)\s*:?\s+\p{Lu}/iu.test(line)

const isName = (name: string): boolean =>
  /\p{L}/u.test(name) &&
  name.length <= maximumNameCharacters &&
  name.split(' ').length <= maximumNameWords &&
  !noName.test(name)

/** Each name once, the first spelling of it. */
export const distinctNames = (names: readonly string[]): string[] => {
  const seen = new Set<string>()
  return names.filter(name => {
    const key = comparable(name)
    if (key === '' || seen.has(key)) return false
    seen.add(key)
    return true
  })
}
