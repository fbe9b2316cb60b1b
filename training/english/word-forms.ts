/** English inflection, from WordNet's lists of irregular forms and the regular rules. */
import {cache, language, linesOf} from './texts.ts'

export type Tag = 'n' | 'ns' | 'v' | 'vs' | 'vd' | 'vn' | 'vg' | 'a' | 'ar' | 'at' | 'r'
export type Kind = 'noun' | 'verb' | 'adj' | 'adv'
export type Reading = {readonly lemma: string; readonly tag: Tag}

const baseTag: Readonly<Record<Kind, Tag>> = {noun: 'n', verb: 'v', adj: 'a', adv: 'r'}
export const kindOf = (tag: Tag): Kind =>
  tag[0] === 'n' ? 'noun' : tag[0] === 'v' ? 'verb' : tag[0] === 'a' ? 'adj' : 'adv'

const vowel = /[aeiou]/
/** One syllable, consonant vowel consonant: the last letter doubles (`stop`, `stopped`). */
const doubles = /^[^aeiou]*(?:qu)?[aeiou][bdfgklmnprtvz]$/

const withS = (word: string): string => {
  if (/(?:s|x|z|ch|sh)$/.test(word)) return `${word}es`
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`
  return `${word}s`
}
const withSuffix = (word: string, suffix: 'ed' | 'ing' | 'er' | 'est', double: boolean): string => {
  if (suffix === 'ing') {
    if (/ie$/.test(word)) return `${word.slice(0, -2)}ying`
    if (/[^aeioy]e$|[^e]ue$/.test(word)) return `${word.slice(0, -1)}ing`
  } else {
    if (/e$/.test(word)) return word + suffix.slice(1)
    if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}i${suffix}`
  }
  return double ? word + word.slice(-1) + suffix : word + suffix
}

/** Words by kind, and their irregular forms. */
export type Forms = {
  readonly lemmas: Readonly<Record<Kind, ReadonlySet<string>>>
  /** The right form or forms of a lemma, best first. */
  readonly inflect: (lemma: string, tag: Tag) => readonly string[]
  /** What a careless program would make: `goed`, `shiped`. */
  readonly inflectCarelessly: (lemma: string, tag: Tag) => string
  readonly readings: (word: string) => readonly Reading[]
}

/** @param known Whether a word is attested; decides doubtful doublings. */
export const readForms = (known: (word: string) => boolean): Forms => {
  const lemmas = {
    noun: new Set<string>(),
    verb: new Set<string>(),
    adj: new Set<string>(),
    adv: new Set<string>(),
  }
  const irregular = new Map<string, string[]>()
  for (const kind of language === 'english' ? (['noun', 'verb', 'adj', 'adv'] as const) : []) {
    for (const line of linesOf(new URL(`wordnet/index.${kind}`, cache))) {
      if (line.startsWith(' ')) continue
      const lemma = line.slice(0, line.indexOf(' '))
      if (/^[a-z]+$/.test(lemma)) lemmas[kind].add(lemma)
    }
    for (const line of linesOf(new URL(`wordnet/${kind}.exc`, cache))) {
      const [form, lemma] = line.split(' ')
      if (!form || !lemma || !/^[a-z]+$/.test(form) || form === lemma) continue
      const key = `${kind} ${lemma}`
      irregular.set(key, [...(irregular.get(key) ?? []), form])
    }
  }

  const inflect = (lemma: string, tag: Tag): readonly string[] => {
    if (tag === 'n' || tag === 'v' || tag === 'a' || tag === 'r') return [lemma]
    const odd = irregular.get(`${kindOf(tag)} ${lemma}`) ?? []
    const regular = (suffix: 'ed' | 'ing' | 'er' | 'est'): string => {
      const single = withSuffix(lemma, suffix, false)
      const double = withSuffix(lemma, suffix, true)
      if (single === double) return single
      if (known(single) !== known(double)) return known(single) ? single : double
      return doubles.test(lemma) ? double : single
    }
    if (tag === 'ns') return odd.length > 0 ? odd.slice(0, 1) : [withS(lemma)]
    if (tag === 'vs') return [lemma === 'be' ? 'is' : lemma === 'have' ? 'has' : withS(lemma)]
    if (tag === 'vg') return [odd.find(form => form.endsWith('ing') && known(form)) ?? regular('ing')]
    if (tag === 'vd' || tag === 'vn') {
      const past = odd.filter(form => !form.endsWith('ing') && !form.endsWith('s') && known(form))
      if (past.length === 0) return [regular('ed')]
      const participle = past.find(form => /(?:n|ne|u[mnk]g?|ung|unk)$/.test(form))
      const plain = past.find(form => form !== participle) ?? participle
      return [(tag === 'vn' ? participle : plain) ?? past[0] ?? regular('ed')]
    }
    const compared = odd.find(form => form.endsWith(tag === 'ar' ? 'r' : 'st'))
    return [compared ?? regular(tag === 'ar' ? 'er' : 'est')]
  }

  const inflectCarelessly = (lemma: string, tag: Tag): string => {
    if (tag === 'ns' || tag === 'vs') return /[sxz]$/.test(lemma) ? `${lemma}es` : `${lemma}s`
    if (tag === 'vd' || tag === 'vn') return lemma.endsWith('e') ? `${lemma}d` : `${lemma}ed`
    if (tag === 'vg') return lemma.endsWith('e') ? `${lemma.slice(0, -1)}ing` : `${lemma}ing`
    if (tag === 'ar') return lemma.endsWith('e') ? `${lemma}r` : `${lemma}er`
    if (tag === 'at') return lemma.endsWith('e') ? `${lemma}st` : `${lemma}est`
    return lemma
  }

  const byForm = new Map<string, Reading[]>()
  const add = (form: string, reading: Reading): void => {
    const list = byForm.get(form)
    if (!list) byForm.set(form, [reading])
    else if (!list.some(other => other.lemma === reading.lemma && other.tag === reading.tag))
      list.push(reading)
  }
  for (const kind of ['noun', 'verb', 'adj', 'adv'] as const) {
    const tags: readonly Tag[] =
      kind === 'noun'
        ? ['ns']
        : kind === 'verb'
          ? ['vs', 'vd', 'vn', 'vg']
          : kind === 'adj'
            ? ['ar', 'at']
            : []
    for (const lemma of lemmas[kind]) {
      add(lemma, {lemma, tag: baseTag[kind]})
      if (!vowel.test(lemma) && lemma.length < 3) continue
      for (const tag of tags) for (const form of inflect(lemma, tag)) if (known(form)) add(form, {lemma, tag})
    }
  }
  for (const [form, tag] of [
    ['is', 'vs'],
    ['are', 'v'],
    ['was', 'vd'],
    ['were', 'vd'],
    ['been', 'vn'],
  ] as const)
    byForm.set(form, [{lemma: 'be', tag}])
  return {lemmas, inflect, inflectCarelessly, readings: word => byForm.get(word) ?? []}
}
