import type {Document} from './document/document.ts'
import type {Options} from './document/options.ts'
import type {ToolInfo} from './document/row.ts'
import type {Stage} from './document/stage.ts'
import {extractHtml} from './extract/html.ts'
import {extractPlain} from './extract/plain.ts'
import {normalise} from './normalise/normalise.ts'
import type {Witness} from './strip/look.ts'
import {strip} from './strip/strip.ts'
import {version} from './version.ts'

/** What a pipeline is made for. */
export type PipelineSettings = {
  readonly options: Options
  /** Folders with rule files of the user, the project and the command line, weakest first. */
  readonly ruleFolders?: readonly string[]
  readonly siteConfig?: string
  readonly configDigest?: string
  readonly profile?: string
}

export type Pipeline = {
  readonly tool: ToolInfo
  /** Takes a document that was read through all stages. */
  readonly clean: (document: Document) => Promise<Document>
}

/** @throws when the rules cannot be loaded; the message says where and why. */
export const openPipeline = async (settings: PipelineSettings): Promise<Pipeline> => {
  const {options} = settings
  const witnesses: Witness[] = []
  const stages: readonly Stage[] = [
    document =>
      document.sourceInfo.mediaType === 'text/html'
        ? extractHtml(document, {engine: options.engine, depth: options.limits.depth})
        : extractPlain(document),
    document => normalise(document, options),
    document => strip(document, {witnesses}),
  ]
  return {
    tool: {version, rules: '', config: settings.configDigest ?? ''},
    clean: async document => {
      let current = document
      for (const stage of stages) current = await stage(current)
      return current
    },
  }
}
