import {existsSync, readFileSync} from 'node:fs'
import {basename, join} from 'node:path'

/**
 * What one file of ftr-site-config says of a site. Addresses, regular expressions and everything that would fetch
 * another page are ignored.
 */
export type SiteConfig = {
  /** The file's name without `.txt`. */
  readonly name: string
  /** XPath expressions, in order; the first that finds something wins. */
  readonly body: readonly string[]
  readonly title: readonly string[]
  readonly author: readonly string[]
  readonly date: readonly string[]
  /** XPath expressions of what is no article. */
  readonly strip: readonly string[]
  /** Parts of ids and classes of what is no article. */
  readonly stripIdOrClass: readonly string[]
}

/** Bytes of a site's file; the longest of the 2,000 known has 12 KB. */
const maximumBytes = 200_000

const directives: Readonly<Record<string, keyof Omit<SiteConfig, 'name'>>> = {
  body: 'body',
  title: 'title',
  author: 'author',
  date: 'date',
  strip: 'strip',
  strip_id_or_class: 'stripIdOrClass',
}

/** Reads the text of one ftr-site-config file: `directive: value` lines, `#` comments. */
export const parseSiteConfig = (name: string, text: string): SiteConfig => {
  const values = {body: [], title: [], author: [], date: [], strip: [], stripIdOrClass: []} as Record<
    keyof Omit<SiteConfig, 'name'>,
    string[]
  >
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*([a-z_]+)(?:\([^)]{0,200}\))?\s*:\s*(\S.*)$/i.exec(line)
    const key = directives[match?.[1]?.toLowerCase() ?? '']
    if (key && match?.[2] !== undefined) values[key].push(match[2].trim().replace(/^["']|["']$/g, ''))
  }
  return {name, ...values}
}

/**
 * The files of a site, most particular first: `www.a.b.example` looks for `a.b.example.txt`, then for `.b.example.txt`
 * and `.example.txt`, which stand for all hosts below.
 */
const namesFor = (host: string): string[] => {
  const bare = host.toLowerCase().replace(/^www\./, '')
  if (!/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(bare)) return []
  const labels = bare.split('.')
  const wider = labels.slice(1, -1).map((_, i) => `.${labels.slice(i + 1).join('.')}`)
  return [bare, `.${bare}`, ...wider]
}

/** The files of a host that there are, the one that wins first. */
export const siteConfigFiles = (folder: string, host: string): readonly string[] =>
  namesFor(host)
    .map(name => join(folder, `${name}.txt`))
    .filter(file => existsSync(file))

/** What a file of a site asks for, in words. */
export const describeSiteConfig = (file: string): string => {
  const config = parseSiteConfig(basename(file, '.txt'), readFileSync(file, 'utf8'))
  const counts = [
    ['body', config.body],
    ['title', config.title],
    ['author', config.author],
    ['date', config.date],
    ['strip', [...config.strip, ...config.stripIdOrClass]],
  ] as const
  const parts = counts.flatMap(([name, list]) => (list.length > 0 ? [`${list.length} ${name}`] : []))
  return parts.length > 0 ? parts.join(', ') : 'nothing that is read'
}

/** Looks up sites in a folder of ftr-site-config files; each file is read once. */
export const openSiteConfigs = (folder: string): ((host: string) => SiteConfig | undefined) => {
  const known = new Map<string, SiteConfig | undefined>()
  const read = (name: string): SiteConfig | undefined => {
    if (known.has(name)) return known.get(name)
    let config: SiteConfig | undefined
    try {
      const bytes = readFileSync(join(folder, `${name}.txt`))
      if (bytes.length <= maximumBytes) config = parseSiteConfig(name, bytes.toString('utf8'))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
    known.set(name, config)
    return config
  }
  return host => {
    for (const name of namesFor(host)) {
      const config = read(name)
      if (config) return config
    }
    return undefined
  }
}
