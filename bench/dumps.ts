/**
 * Quality on text dumps: cleans the benchmark's dumps with weights that never saw a page's domain, and scores them.
 *
 *   npm run bench:dumps -- [--data ../shared/data] [--rules all|none] [--kinds innertext,soup,lynx] [--limit N]
 *
 * Fold weights are read from `.cache/lines/fold-K.bin`; where they are missing, `npm run train:lines` makes them. The
 * benchmark's own scorer counts, without titles.
 */
import {spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {parseArgs} from 'node:util'
import {detectLanguage} from '../src/detect/language.ts'
import {textOf} from '../src/document/block.ts'
import type {Document} from '../src/document/document.ts'
import {loadRules} from '../src/rules/load-rules.ts'
import {type LineClassifier, lineClassifier} from '../src/strip/classify-lines.ts'
import {readLineModel} from '../src/strip/lines/trees.ts'
import type {Witness} from '../src/strip/look.ts'
import {matchRules} from '../src/strip/rules.ts'
import {strip} from '../src/strip/strip.ts'
import {FOLDS, type Gold, readGold} from '../training/lines/gold.ts'
import {type DumpKind, dumpKinds, prepare, readDump} from '../training/lines/pages.ts'

const {values} = parseArgs({
  options: {
    data: {type: 'string', default: '../shared/data'},
    rules: {type: 'string', default: 'all'},
    kinds: {type: 'string', default: dumpKinds.join(',')},
    models: {type: 'string', default: '.cache/lines'},
    out: {type: 'string', default: '.cache/bench-dumps'},
    worst: {type: 'string', default: '10'},
  },
})

type PageScore = {readonly f1: number; readonly precision: number; readonly recall: number}

const classifiers: LineClassifier[] = []
for (let fold = 0; fold < FOLDS; fold++) {
  const path = `${values.models}/fold-${fold}.bin`
  if (!existsSync(path)) {
    const made = spawnSync(process.execPath, ['training/lines/train.ts', values.data], {stdio: 'inherit'})
    if (made.status !== 0) throw new Error('Expected `training/lines/train.ts` to make the fold weights')
  }
  classifiers.push(lineClassifier(readLineModel(readFileSync(path))))
}

const rules = values.rules === 'none' ? undefined : loadRules()
const witnesses: Witness[] = rules ? [(lines, page) => matchRules(rules, lines, page)] : []

/** What would be written, but for the title: nothing where the page is rejected. */
const textWithoutTitle = ({blocks, rejected}: Document): string =>
  rejected !== undefined
    ? ''
    : blocks
        .filter(block => !block.removed && block.role !== 'title')
        .map(textOf)
        .join('\n\n')

const clean = (gold: Gold, source: string): Document => {
  const stripped = strip(prepare(source), {witnesses, classify: classifiers[gold.fold] as LineClassifier})
  return detectLanguage(stripped)
}

const score = (folder: string, kind: string): Record<string, unknown> => {
  const run = spawnSync(
    'python3',
    [
      `${values.data}/../score/score_articles.py`,
      folder,
      '--gold',
      `${values.data}/wcxb-dev/ground-truth`,
      '--types',
      'article',
      '--per-page',
      `${values.out}/${kind}.json`,
    ],
    {encoding: 'utf8'},
  )
  if (run.status !== 0) throw new Error(`The scorer failed: ${run.stderr}`)
  return JSON.parse(run.stdout) as Record<string, unknown>
}

const mean = (numbers: readonly number[]): string =>
  (numbers.reduce((sum, value) => sum + value, 0) / Math.max(1, numbers.length)).toFixed(4)

const gold = readGold(`${values.data}/wcxb-dev/ground-truth`).filter(({type}) => type === 'article')
rmSync(values.out, {recursive: true, force: true})
for (const kind of values.kinds.split(',') as DumpKind[]) {
  const folder = `${values.out}/${kind}`
  mkdirSync(folder, {recursive: true})
  const languages = new Map<string, string[]>()
  const rows: string[] = []
  for (const page of gold) {
    const document = clean(page, readDump(`${values.data}/dumps`, kind, page.id) ?? '')
    writeFileSync(`${folder}/${page.id}.txt`, textWithoutTitle(document))
    const {title, byline, published} = document.metadata
    rows.push(JSON.stringify({path: `${page.id}.txt`, title, byline, published}))
    const code = document.metadata.language?.code ?? 'und'
    languages.set(code, [...(languages.get(code) ?? []), page.id])
  }
  writeFileSync(`${folder}/manifest.jsonl`, `${rows.join('\n')}\n`)
  console.log(kind, JSON.stringify(score(folder, kind)))
  const pages = JSON.parse(readFileSync(`${values.out}/${kind}.json`, 'utf8')) as Record<string, PageScore>
  const byLanguage = [...languages].sort((a, b) => b[1].length - a[1].length)
  for (const [code, ids] of byLanguage) {
    console.log(`  ${code}: F1 ${mean(ids.map(id => pages[id]?.f1 ?? 0))} on ${ids.length}`)
  }
  const worst = Object.entries(pages).sort((a, b) => a[1].f1 - b[1].f1)
  for (const [id, {f1, precision, recall}] of worst.slice(0, Number(values.worst))) {
    console.log(`  worst ${id}: F1 ${f1}, precision ${precision}, recall ${recall}`)
  }
}
