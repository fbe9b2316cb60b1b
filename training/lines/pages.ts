import {existsSync, readFileSync} from 'node:fs'
import {textOf} from '../../src/document/block.ts'
import type {Document} from '../../src/document/document.ts'
import {extractPlain} from '../../src/extract/plain.ts'
import {normalise} from '../../src/normalise/normalise.ts'

/** The kinds of dump the benchmark has. */
export const dumpKinds = ['innertext', 'soup', 'lynx'] as const

export type DumpKind = (typeof dumpKinds)[number]

/** A text as the read stage would hand it on. */
export const documentOf = (source: string, path = 'page.txt'): Document => ({
  path,
  source,
  sourceInfo: {sha256: '', bytes: source.length, mediaType: 'text/plain', encoding: 'utf-8', replacements: 0},
  blocks: [],
  metadata: {byline: [], references: [], sources: {}},
  messages: [],
})

/** The dump up to the strip stage. */
export const prepare = (source: string): Document =>
  normalise(extractPlain(documentOf(source)), {fold: false})

/** The lines the strip stage sees. */
export const preparedLines = (source: string): string[] => prepare(source).blocks.map(textOf)

/** The dump of a page, or nothing where there is none. */
export const readDump = (folder: string, kind: DumpKind, id: string): string | undefined => {
  const path = `${folder}/${kind}/${id}.txt`
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
