/** Who can stand for whom: pairs of lemmas or words from WordNet, the Paraphrase Database and dictionaries. */
import {readdirSync, readFileSync} from 'node:fs'
import {gunzipSync} from 'node:zlib'
import {cache, language, linesOf, shared} from './texts.ts'
import type {Kind} from './word-forms.ts'

export type Source = 'synonym' | 'related' | 'paraphrase' | 'pivot'

/** `from` may be several words joined by blanks; `kind` is absent for pairs of surface forms. */
export type Pair = {
  readonly from: string
  readonly to: string
  readonly kind?: Kind
  readonly source: Source
  /** 0..1, comparable within a source. */
  readonly weight: number
  /** 1 for the first sense of `from`. */
  readonly sense?: number
}

const term = /^[a-zà-öø-ÿœā-ž]+(?: [a-zà-öø-ÿœā-ž]+){0,3}$/
const plain = (text: string): string => text.toLowerCase().replaceAll('_', ' ')

type Synset = {readonly words: readonly string[]; readonly links: readonly (readonly [string, string])[]}

/** Synonyms (same synset), and related words: one step up or down the hierarchy, and similar adjectives. */
export const wordNetPairs = (): Pair[] => {
  if (language !== 'english') return []
  const pairs: Pair[] = []
  for (const kind of ['noun', 'verb', 'adj', 'adv'] as const) {
    const synsets = new Map<string, Synset>()
    for (const line of linesOf(new URL(`wordnet/data.${kind}`, cache))) {
      if (line.startsWith(' ') || line === '') continue
      const fields = line.split(' ')
      const count = Number.parseInt(fields[3] ?? '0', 16)
      const words = Array.from({length: count}, (_, i) =>
        plain((fields[4 + 2 * i] ?? '').replace(/\(.*\)$/, '')),
      )
      const links: [string, string][] = []
      const pointers = Number(fields[4 + 2 * count])
      for (let i = 0; i < pointers; i += 1) {
        const at = 5 + 2 * count + 4 * i
        const type = fields[at] ?? ''
        if (['@', '~', '&', '$', '^'].includes(type) && fields[at + 2] === fields[2]?.replace('s', 'a'))
          links.push([type, fields[at + 1] ?? ''])
      }
      synsets.set(fields[0] ?? '', {words, links})
    }
    for (const line of linesOf(new URL(`wordnet/index.${kind}`, cache))) {
      if (line.startsWith(' ') || line === '') continue
      const fields = line.trim().split(' ')
      const from = plain(fields[0] ?? '')
      if (!term.test(from)) continue
      const senses = fields.slice(-Number(fields[2]))
      senses.forEach((offset, rank) => {
        const synset = synsets.get(offset)
        if (!synset) return
        const weight = 1 / (rank + 1)
        for (const to of synset.words)
          if (to !== from && term.test(to))
            pairs.push({from, to, kind, source: 'synonym', weight, sense: rank + 1})
        for (const [, target] of synset.links)
          for (const to of synsets.get(target)?.words ?? [])
            if (to !== from && term.test(to))
              pairs.push({from, to, kind, source: 'related', weight, sense: rank + 1})
      })
    }
  }
  return pairs
}

/** Lexical pairs of the Paraphrase Database (another language: `pairs.tsv`), as surface forms, both ways. */
export const paraphrasePairs = (): Pair[] => {
  const text =
    language === 'english'
      ? gunzipSync(readFileSync(new URL('paraphrase/ppdb-lexical-pairs.tsv.gz', shared))).toString('utf8')
      : readFileSync(new URL('pairs.tsv', cache), 'utf8')
  return text.split(/\r?\n/).flatMap(line => {
    const [from, to] = line.split('\t')
    if (!from || !to || !term.test(from) || !term.test(to)) return []
    return [
      {from, to, source: 'paraphrase', weight: 1} as const,
      {from: to, to: from, source: 'paraphrase', weight: 1} as const,
    ]
  })
}

/** A translation with this many English words is too vague to pivot on. */
const widestPivot = 14
const header = /^(?<word>[^/\n<[{(]{1,60}?) ?\/.*\//

/** One bilingual dictionary as foreign term → English terms. */
export const readDictionary = (name: string): Map<string, Set<string>> => {
  const english = name.startsWith('freedict-eng-')
  const byForeign = new Map<string, Set<string>>()
  let head = ''
  for (const line of linesOf(new URL(`freedict/${name}.dict`, cache))) {
    const match = header.exec(line)
    if (match) {
      head = (match.groups?.word ?? '').trim().toLowerCase()
      continue
    }
    if (head === '' || /^\s*(?:"|see:|Synonym|Note)/.test(line)) continue
    const cleaned = line.replace(/<[^>]*>|\[[^\]]*\]|\([^)]*\)|^\s*\d+\.\s*/g, ' ')
    for (const part of cleaned.split(/[,;]/)) {
      const other = part.trim().toLowerCase().replace(/^to /, '').replace(/\.$/, '')
      if (other === '' || other.length > 40) continue
      const [foreign, word] = english ? [other, head] : [head, other]
      const plainWord = word.replace(/^to /, '')
      if (!term.test(plainWord)) continue
      const list = byForeign.get(foreign)
      if (list) list.add(plainWord)
      else byForeign.set(foreign, new Set([plainWord]))
    }
  }
  return byForeign
}

/** The dictionaries, by foreign language. */
export const dictionaries = (): Map<string, Map<string, Set<string>>> => {
  const languages = new Map<string, Map<string, Set<string>>>()
  if (language !== 'english') return languages
  for (const file of readdirSync(new URL('freedict/', cache)).sort()) {
    const name = file.replace('.dict', '')
    const other = name.replace('freedict-', '').replace('eng-', '').replace('-eng', '')
    const merged = languages.get(other) ?? new Map<string, Set<string>>()
    for (const [foreign, words] of readDictionary(name)) {
      const list = merged.get(foreign) ?? new Set<string>()
      for (const word of words) list.add(word)
      merged.set(foreign, list)
    }
    languages.set(other, merged)
  }
  return languages
}

/** Pairs of English words that share a translation, with the share of languages and narrow translations as weight. */
export const pivotPairs = (): Pair[] => {
  const weights = new Map<string, number>()
  for (const dictionary of dictionaries().values()) {
    for (const words of dictionary.values()) {
      if (words.size < 2 || words.size > widestPivot) continue
      for (const from of words)
        for (const to of words) {
          if (from === to) continue
          const key = `${from}\t${to}`
          weights.set(key, (weights.get(key) ?? 0) + 1 / words.size)
        }
    }
  }
  return [...weights].map(([key, weight]) => {
    const [from = '', to = ''] = key.split('\t')
    return {from, to, source: 'pivot', weight: Math.min(1, weight / 2)} as const
  })
}
