import type {LabelledPage} from './labelled-page.ts'

/** Mulberry32: small, seeded, the same everywhere. */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let value = Math.imul(state ^ (state >>> 15), state | 1)
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61)
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }
}

const isArticle = (label: number): boolean => label > 0.5

/** The page as a perfect cleaning would leave it, with or without its title. */
export const cleanedPage = (page: LabelledPage, title: string): LabelledPage => {
  const kept = page.lines.filter((_, row) => isArticle(page.labels[row] as number))
  const lines = title === '' || kept[0] === title ? kept : [title, ...kept]
  return {...page, variant: 'cleaned', lines, labels: Float32Array.from(lines, () => 1)}
}

/** The page without its article: navigation and the like, where nothing is to be kept. */
export const barePage = (page: LabelledPage): LabelledPage => {
  const lines = page.lines.filter((_, row) => page.labels[row] === 0)
  return {...page, variant: 'bare', lines, labels: new Float32Array(lines.length)}
}

/** A page whose chrome was taken away in part, as scrapers do: whole stretches go, the rest stays. */
export const thinnedPage = (page: LabelledPage, random: () => number): LabelledPage => {
  const lines: string[] = []
  const labels: number[] = []
  const share = random()
  let row = 0
  while (row < page.lines.length) {
    const length = 1 + Math.floor(random() * 12)
    const drop = random() < share
    for (const end = Math.min(page.lines.length, row + length); row < end; row++) {
      const label = page.labels[row] as number
      if (drop && !isArticle(label)) continue
      lines.push(page.lines[row] as string)
      labels.push(label)
    }
  }
  return {...page, variant: 'thinned', lines, labels: Float32Array.from(labels)}
}

/** An article in the chrome of another page: its head before, its tail after. */
export const transplantedPage = (page: LabelledPage, host: LabelledPage): LabelledPage => {
  const rows = host.labels
  const first = rows.findIndex(isArticle)
  const last = rows.findLastIndex(isArticle)
  const own = page.labels
  const from = own.findIndex(isArticle)
  const to = own.findLastIndex(isArticle)
  if (first < 0 || from < 0) return {...page, variant: 'transplanted', lines: [], labels: new Float32Array(0)}
  const lines = [
    ...host.lines.slice(0, first),
    ...page.lines.slice(from, to + 1),
    ...host.lines.slice(last + 1),
  ]
  const labels = Float32Array.from([
    ...host.labels.slice(0, first),
    ...own.slice(from, to + 1),
    ...host.labels.slice(last + 1),
  ])
  return {...page, variant: 'transplanted', lines, labels}
}
