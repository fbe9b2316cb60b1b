import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {type CleanResult, clean} from '../../src/clean.ts'
import type {Status} from '../../src/document/row.ts'
import {kindOf} from '../../src/read/kind.ts'

/** The parts of the manifest row that a fixture pins; what is not named is not looked at. */
export type ExpectedRow = {
  readonly status: Status
  /** A pattern that the reason must match. */
  readonly reason?: string
  /** WHATWG name. */
  readonly encoding?: string
  readonly language?: string
  /** `null`: the page does not say, and the tool must not make it up. */
  readonly title?: string | null
  readonly byline?: readonly string[]
  /** The day; a time of day is not looked at. */
  readonly published?: string | null
  readonly site?: string | null
  readonly url?: string | null
  readonly syndicatedFrom?: string | null
  readonly rights?: string | null
  readonly references?: readonly string[]
  /** Ids of rules that must have removed something. */
  readonly removedBy?: readonly string[]
  /** Words that a detector must flag, by its rule id; it may flag no others. */
  readonly flags?: Readonly<Record<string, readonly string[]>>
  /** The swaps of a spun text in the order of the text: what stands there, and what the writer wrote. */
  readonly swaps?: readonly (readonly [string, string])[]
}

/** One folder below `tests/fixtures`. */
export type Fixture = {
  readonly slug: string
  /** File name of the input, such as `source.html`. */
  readonly source: string
  readonly bytes: Uint8Array
  readonly mediaType: 'text/plain' | 'text/markdown' | 'text/html'
  readonly expected: ExpectedRow
  /** Empty when nothing is to be written. */
  readonly text: string
}

const folder = 'tests/fixtures'

const read = (slug: string, name: string, why: string): string => {
  const path = join(folder, slug, name)
  if (!existsSync(path)) throw new Error(`Expected ${path}: ${why}; see tests/fixtures/README.md`)
  return readFileSync(path, 'utf8')
}

export const fixtureNames = (): string[] =>
  readdirSync(folder, {withFileTypes: true})
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort()

/** @throws Error when a file of the fixture is missing. */
export const loadFixture = (slug: string): Fixture => {
  const sources = readdirSync(join(folder, slug)).filter(name => name.startsWith('source.'))
  const [source] = sources
  if (source === undefined || sources.length > 1) {
    throw new Error(`Expected one source.* in ${folder}/${slug}, got ${sources.length}`)
  }
  const kind = kindOf(source)
  if (!kind || kind.gzip || kind.mediaType === 'application/jsonl') {
    throw new Error(`Expected a text or a page in ${folder}/${slug}, got ${source}`)
  }
  const expected = JSON.parse(read(slug, 'expected.json', 'what the row must say')) as ExpectedRow
  const written = expected.status === 'clean' || expected.status === 'repair'
  read(slug, 'about.md', 'what the fixture shows and where it comes from')
  return {
    slug,
    source,
    bytes: readFileSync(join(folder, slug, source)),
    mediaType: kind.mediaType,
    expected,
    text: written ? read(slug, 'expected.txt', 'the text that a careful editor wants') : '',
  }
}

/** What the tool makes of a fixture. */
export const cleanFixture = (fixture: Fixture): Promise<CleanResult> =>
  clean(fixture.bytes, {mediaType: fixture.mediaType, path: fixture.source})
