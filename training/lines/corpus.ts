import {alignLines} from './align.ts'
import {barePage, cleanedPage, seededRandom, thinnedPage, transplantedPage} from './augment.ts'
import {foreignPage} from './foreign.ts'
import {type Gold, readGold} from './gold.ts'
import type {LabelledPage} from './labelled-page.ts'
import {dumpKinds, preparedLines, readDump} from './pages.ts'

const SEED = 20_261_122
/** Of the real pages, how many another is made of, by the way it is made. */
const SHARES = {cleaned: 0.45, thinned: 0.3, bare: 0.08, transplanted: 0.25, foreign: 0.2}
/** How many pages are asked to be the host of a transplant; it must be of the same fold and kind. */
const HOSTS_ASKED = 40

const labelled = (data: string, gold: Gold): LabelledPage[] =>
  dumpKinds.flatMap(kind => {
    const source = readDump(`${data}/dumps`, kind, gold.id)
    if (source === undefined) return []
    const lines = preparedLines(source)
    const labels = alignLines(lines, gold.text)
    const {id, fold, type, title} = gold
    return [{id, fold, type, kind, variant: 'real', title, lines, labels}]
  })

/** Every page the classifier is trained on, real ones and those made of them, the same each time. */
export function* corpus(data: string): Generator<LabelledPage> {
  const random = seededRandom(SEED)
  const hosts: LabelledPage[] = []
  for (const gold of readGold(`${data}/wcxb-dev/ground-truth`)) {
    const pages = labelled(data, gold)
    for (const page of pages) if (page.lines.length > 0) yield page
    if (gold.text === '') continue
    for (const page of pages) {
      const made: LabelledPage[] = []
      if (random() < SHARES.cleaned) made.push(cleanedPage(page, random() < 0.6 ? gold.title : ''))
      if (random() < SHARES.thinned) made.push(thinnedPage(page, random))
      if (random() < SHARES.foreign) made.push(foreignPage(page, random))
      if (random() < SHARES.bare) made.push(barePage(page))
      const wanted = random() < SHARES.transplanted ? HOSTS_ASKED : 0
      for (let asked = 0; asked < wanted; asked++) {
        const host = hosts[Math.floor(random() * hosts.length)]
        if (!host || host.fold !== page.fold || host.kind !== page.kind) continue
        made.push(transplantedPage(page, host))
        break
      }
      for (const one of made) if (one.lines.length > 0) yield one
      hosts.push(page)
    }
  }
}
