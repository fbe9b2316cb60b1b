import {detect} from './detect/detect.ts'
import {detectLanguage} from './detect/language.ts'
import {detectSynonymSwaps} from './detect/synonym-swap.ts'
import type {Decision, Decisions} from './document/decision.ts'
import type {Document} from './document/document.ts'
import {withFingerprints} from './document/fingerprint.ts'
import type {Options} from './document/options.ts'
import type {ToolInfo} from './document/row.ts'
import type {Stage} from './document/stage.ts'
import {extractPlain} from './extract/plain.ts'
import {normalise} from './normalise/normalise.ts'
import {applyDecisions} from './repair/apply-decisions.ts'
import {loadRules, type RuleLayers} from './rules/load-rules.ts'
import type {RuleSet} from './rules/rule.ts'
import type {Witness} from './strip/look.ts'
import {pagingWitness} from './strip/paging.ts'
import {repetitionWitness} from './strip/repetition.ts'
import {retitle} from './strip/retitle.ts'
import {matchRules, selectorsFor} from './strip/rules.ts'
import {collectLines, type PageLines} from './strip/site-lines.ts'
import type {Profile} from './strip/site-profile.ts'
import {strip} from './strip/strip.ts'
import {version} from './version.ts'

/** What a pipeline is made for. */
export type PipelineSettings = {
  readonly options: Options
  /** Rule files beside the built-in ones. */
  readonly ruleLayers?: RuleLayers
  /** What people decided on suspected words. */
  readonly decisions?: readonly Decision[]
  readonly configDigest?: string
  /** Folder of ftr-site-config files, `host.txt`. */
  readonly siteConfig?: string
  /** Another judge of blocks than the built-in one, for measurements across folds. */
  readonly htmlModel?: URL
}

export type Pipeline = {
  readonly tool: ToolInfo
  /** Takes a document that was read to its blocks, those of a page judged, and no further. */
  readonly extract: Stage
  /** Takes a document that was read through all stages; `profile` is what recurs on the pages of its site. */
  readonly clean: (document: Document, profile?: Profile) => Promise<Document>
  /** The same, with what the page tells about its site. */
  readonly cleanPage: (
    document: Document,
    profile?: Profile,
  ) => Promise<{document: Document; page: PageLines}>
  /** Only what the page tells about its site: a text is read in a fifth of the time that it takes to clean it. */
  readonly skim: (document: Document) => Promise<PageLines>
}

/** Reads pages by what the settings say; the parser is loaded by the first page, since text needs none. */
const pageExtractor = (settings: PipelineSettings, rules: RuleSet | undefined): Stage => {
  const {options, siteConfig, htmlModel} = settings
  const selectors = (url: string | undefined) =>
    rules ? selectorsFor(rules, url === undefined ? {} : {url}) : []
  const base = {engine: options.engine, depth: options.limits.depth, selectors}
  let ready: Promise<Stage> | undefined
  const load = async (): Promise<Stage> => {
    const {extractHtml} = await import('./extract/html.ts')
    const siteConfigOf = siteConfig
      ? (await import('./extract/site-config.ts')).openSiteConfigs(siteConfig)
      : undefined
    const html = {
      ...base,
      ...(siteConfigOf ? {siteConfig: siteConfigOf} : {}),
      ...(htmlModel ? {model: htmlModel} : {}),
    }
    return document => extractHtml(document, html)
  }
  return async document => {
    ready ??= load()
    return (await ready)(document)
  }
}

/** Makes blocks of a document: a page's are judged as well. */
const extractor = (settings: PipelineSettings, rules: RuleSet | undefined): Stage => {
  const page = pageExtractor(settings, rules)
  return document => (document.sourceInfo.mediaType === 'text/html' ? page(document) : extractPlain(document))
}

type Knowledge = {
  readonly rules: RuleSet | undefined
  readonly decisions: Decisions
  readonly profile: Profile | undefined
}

/** What happens to it after that. */
const judgingStages = (options: Options, {rules, decisions, profile}: Knowledge): readonly Stage[] => {
  const byRule: Witness[] = rules ? [(lines, page) => matchRules(rules, lines, page)] : []
  const byRepetition = (document: Document): Witness[] =>
    (profile && [repetitionWitness(profile, document)].filter(witness => witness !== undefined)) || []
  const stages: Stage[] = [
    document => (profile ? retitle(document, profile) : document),
    document => strip(document, {witnesses: [...byRule, pagingWitness, ...byRepetition(document)]}),
    detectLanguage,
  ]
  if (options.detect) {
    stages.push(
      document => detect(document, {language: document.metadata.language?.code ?? 'und'}),
      detectSynonymSwaps,
      withFingerprints,
    )
  }
  if (decisions.size > 0) stages.push(document => applyDecisions(document, decisions))
  return stages
}

const runStages = async (document: Document, stages: readonly Stage[]): Promise<Document> => {
  let current = document
  for (const stage of stages) current = await stage(current)
  return current
}

/**
 * Makes a pipeline ready: loads the rules, nothing else; models and libraries are loaded by the first document that
 * needs them.
 *
 * @throws RuleFileError when a rule file cannot be used; the message says where and why.
 */
export const openPipeline = async (settings: PipelineSettings): Promise<Pipeline> => {
  const {options} = settings
  const rules = options.rules === 'none' ? undefined : loadRules(settings.ruleLayers)
  const decisions: Decisions = new Map(settings.decisions?.map(decision => [decision.fingerprint, decision]))
  const extract = extractor(settings, rules)
  // What happens to a document, in order, before its lines are judged.
  const reading: readonly Stage[] = [extract, document => normalise(document, options)]
  const judge = (document: Document, profile: Profile | undefined): Promise<Document> =>
    runStages(document, judgingStages(options, {rules, decisions, profile}))
  return {
    tool: {version, rules: rules?.digest ?? 'none', config: settings.configDigest ?? ''},
    extract,
    clean: async (document, profile) => judge(await runStages(document, reading), profile),
    cleanPage: async (document, profile) => {
      const read = await runStages(document, reading)
      return {page: collectLines(read), document: await judge(read, profile)}
    },
    skim: async document => collectLines(await runStages(document, reading)),
  }
}
