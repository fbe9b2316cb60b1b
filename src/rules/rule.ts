import type {Metadata} from '../document/document.ts'
import type {Message} from '../document/message.ts'
import type {LetterScreen} from './letter-screen.ts'

/** Where a layer of rules comes from; later ones win. */
export type LayerName = 'built-in' | 'user' | 'project' | 'command-line'

/** What a match takes away. */
export type Drop = 'line' | 'element' | 'list-after' | 'to-end'

/** Samples: each is a line, or a small page of several lines in which `= ` marks a line that must stay. */
export type Samples = {readonly drop: readonly string[]; readonly keep: readonly string[]}

/** A place in a rule file, for people. */
export type Place = {
  readonly layer: LayerName
  readonly file: string
  /** Counted from 1. */
  readonly line: number
}

/** Names that groups of a pattern may have: the fields of the metadata their text goes to. */
export const metadataGroups = [
  'published',
  'syndicatedFrom',
  'rights',
  'byline',
  'site',
  'title',
  'reference',
] as const

export type MetadataGroups = {readonly [name in (typeof metadataGroups)[number]]?: string}

/** A compiled whole-line pattern. Time is linear in the length of the line. */
export type Pattern = {
  readonly source: string
  /** True when the whole line, as {@link PageMatches.texts} gives it, matches. */
  readonly matches: (line: string) => boolean
  /** The named groups of a matching line that took part in the match. */
  readonly groups: (line: string) => MetadataGroups
  readonly groupNames: readonly string[]
  readonly shape: PatternShape
  /** Which letters its lines are made of, worked out when it is first asked for; nothing where that is not known. */
  readonly screen: () => LetterScreen | undefined
}

/** What is known of all lines a pattern matches; lets most lines be passed over without running it. */
export type PatternShape = {
  /** Lower-cased beginnings, one of which every matching line has; `undefined` when nothing is known. */
  readonly prefixes?: readonly string[]
  /** Lower-cased texts, one of which occurs in every matching line. */
  readonly required?: readonly string[]
  /** The lower-cased lines that match, when they can be listed. */
  readonly exact?: readonly string[]
  /** Every matching line has a run of at least as many figures, 0 to 9. */
  readonly digits: number
  /** Fewest and most UTF-16 units of a matching line. */
  readonly minLength: number
  readonly maxLength: number
}

/** One rule, checked and ready. */
export type Rule = {
  /** Full id: `strip/base/copyright`, `strip/theme/jnews/search-box`, `strip/dnyuz.com/copyright`. */
  readonly id: string
  /** Why such text is not article: the reason given with each removal. */
  readonly why: string
  readonly place: Place
  /** Whole-line patterns, any of which may match. Empty for a selector rule. */
  readonly line: readonly Pattern[]
  /** Whole lines, letter case ignored. */
  readonly labels: readonly string[]
  /** CSS selector of elements of an HTML page. */
  readonly selector?: string
  readonly drop: Drop
  readonly where: 'head' | 'tail' | 'anywhere'
  /** Most lines the rule may match (`line`), or take after its match (`list-after`, `to-end`). */
  readonly max?: number
  /** `prose-follows`: a match that stands before prose is an article's heading and stays. */
  readonly unless?: 'prose-follows'
  /** A line within two of the match must match this. */
  readonly near?: Pattern
  /** The lines after the match are taken as long as they are bare addresses, which go to the metadata. */
  readonly references: boolean
  /** `line` describes what stands glued before the text of another line of the page. */
  readonly beforeTitle: boolean
  /** Switches off the rule of the same id in an earlier layer. */
  readonly off: boolean
  readonly test: Samples
}

/** When the rules of a file apply; any one suffices. */
export type RuleMatch = {
  /** Host names; each also stands for its sub-domains. */
  readonly host: readonly string[]
  /** Whole-line patterns by which a dump shows its site or theme. */
  readonly text: readonly Pattern[]
  /** How many different patterns of `text` a page must show. */
  readonly witnesses: number
}

/** One rule file as read. */
export type RuleFile = {
  readonly place: Place
  /** `base`, `widget/comments`, `theme/jnews` or a site's name such as `dnyuz.com`. */
  readonly name: string
  /** Absent when the rules apply to every page. */
  readonly match?: RuleMatch
  /** Names of the files whose rules apply where this one's do. */
  readonly extends: readonly string[]
  readonly rules: readonly Rule[]
}

/** A group of rules that apply to the same pages, after the layers were laid over each other. */
export type RuleGroup = {
  readonly name: string
  readonly match?: RuleMatch
  readonly extends: readonly string[]
  /** In order of writing; rules that are switched off are left out. */
  readonly rules: readonly Rule[]
}

/** What is known of a page besides its lines. */
export type PageFacts = {readonly host?: string; readonly url?: string}

/** The rules that match a page's lines; what becomes of the matches is the strip stage's business. */
export type PageMatches = {
  /** The lines as patterns see them: trimmed, spaces and quotes made plain. */
  readonly texts: readonly string[]
  /** Names of the groups that apply to this page. */
  readonly groups: ReadonlySet<string>
  /** For every line its matches, the most special rule first: site, theme, widget, base. */
  readonly matches: readonly (readonly LineMatch[])[]
  /** The lines that have matches, from the first to the last. */
  readonly rows: readonly number[]
}

export type LineMatch = {readonly rule: Rule; readonly groups: MetadataGroups}

/** All rules of a run. */
export type RuleSet = {
  readonly groups: readonly RuleGroup[]
  /** Files as read, in layer order: what lost is still in here. */
  readonly files: readonly RuleFile[]
  /** SHA-256 in hex over what the rules do, whatever the order and names of their files. */
  readonly digest: string
  /** Which groups apply to a page, by its host and by its lines. */
  readonly groupsFor: (lines: readonly string[], page: PageFacts) => ReadonlySet<string>
  readonly matchLines: (lines: readonly string[], page: PageFacts) => PageMatches
}

/** Why a line goes. */
export type RuleRemoval = {readonly ruleId: string; readonly reason: string; readonly confidence: 1}

/** What the rules make of a page's lines. */
export type RuleVerdict = {
  /** One for every line. */
  readonly removals: readonly (RuleRemoval | undefined)[]
  readonly metadata: Partial<Metadata>
  readonly messages: readonly Message[]
  /** Ids of the rules that removed something. */
  readonly fired: ReadonlySet<string>
}

export type MatchRules = (rules: RuleSet, lines: readonly string[], page: PageFacts) => RuleVerdict
