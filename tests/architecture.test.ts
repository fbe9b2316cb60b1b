import {globSync, readFileSync} from 'node:fs'
import {dirname, join, normalize} from 'node:path'
import {describe, expect, it} from 'vitest'

const source = 'src'
const stages = ['read', 'extract', 'normalise', 'strip', 'detect', 'repair', 'write']

/** Which folders each room may import from; its own folder always. `types` may be imported as types only. */
const rooms: Readonly<Record<string, {readonly all: readonly string[]; readonly types: readonly string[]}>> =
  {
    document: {all: [], types: []},
    compute: {all: [], types: []},
    rules: {all: ['document'], types: []},
    ...Object.fromEntries(stages.map(stage => [stage, {all: ['document', 'compute'], types: ['rules']}])),
    report: {all: ['document'], types: []},
    folder: {
      all: ['document', ...stages, 'pipeline.ts', 'complete-options.ts', 'version.ts'],
      types: ['rules'],
    },
  }

/** Packages that live in one room. */
const packageRooms: Readonly<Record<string, RegExp>> = {
  jsdom: /^extract\//,
  '@mozilla/readability': /^extract\//,
  entities: /^extract\//,
  franc: /^detect\/franc\.ts$/,
  'p-queue': /^folder\/queue\.ts$/,
  yaml: /^(?:rules|cli)\//,
  re2js: /^rules\//,
}

type Import = {readonly file: string; readonly from: string; readonly typeOnly: boolean}

const statement = /^(import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm
const dynamic = /\bimport\('([^']+)'\)/g

const imports: Import[] = globSync(`${source}/**/*.ts`).flatMap(path => {
  const text = readFileSync(path, 'utf8')
  const file = path.slice(source.length + 1)
  const found: Import[] = []
  for (const [, , type, from] of text.matchAll(statement))
    found.push({file, from: from ?? '', typeOnly: type !== undefined})
  for (const [, from] of text.matchAll(dynamic)) found.push({file, from: from ?? '', typeOnly: false})
  return found
})

const roomOf = (path: string): string => path.split('/')[0] ?? ''

describe('architecture', () => {
  it('finds the imports it judges', () => {
    expect(imports.length).toBeGreaterThan(100)
    expect(imports.some(({from}) => from === 'p-queue')).toBe(true)
  })

  it('keeps every room to what it may import', () => {
    const wrong = imports.filter(({file, from, typeOnly}) => {
      if (!from.startsWith('.')) return false
      const room = roomOf(file)
      const allowed = rooms[room]
      const target = roomOf(normalize(join(dirname(file), from)))
      if (!allowed || target === room || allowed.all.includes(target)) return false
      return !(typeOnly && allowed.types.includes(target))
    })
    expect(wrong).toEqual([])
  })

  it('keeps every package in its room', () => {
    const wrong = imports.filter(({file, from, typeOnly}) => {
      const name = Object.keys(packageRooms).find(each => from === each || from.startsWith(`${each}/`))
      return name !== undefined && !typeOnly && !packageRooms[name]?.test(file)
    })
    expect(wrong).toEqual([])
  })

  it('leaves process and console to the command line', () => {
    // The lock tells who holds it, and a worker may be a process of its own.
    const rooms = [`${source}/folder/lock.ts`, `${source}/folder/worker.ts`]
    const users = globSync(`${source}/**/*.ts`).filter(path => {
      if (path.startsWith(`${source}/cli/`) || rooms.includes(path)) return false
      return /\b(?:process|console)\.\w/.test(readFileSync(path, 'utf8'))
    })
    expect(users).toEqual([])
  })
})
