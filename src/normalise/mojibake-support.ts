/** What other text of the same document was mangled with, and what came to light there. */
export type MojibakeSupport = {
  /** How many bits speak for each charset. */
  readonly charsets: ReadonlyMap<string, number>
  /** `scriptBlock`s of the letters found. */
  readonly scripts: ReadonlySet<number>
}

export const noSupport: MojibakeSupport = {charsets: new Map(), scripts: new Set()}

export const mergeSupport = (supports: readonly MojibakeSupport[]): MojibakeSupport => {
  const charsets = new Map<string, number>()
  const scripts = new Set<number>()
  for (const support of supports) {
    for (const [name, bits] of support.charsets) charsets.set(name, (charsets.get(name) ?? 0) + bits)
    for (const script of support.scripts) scripts.add(script)
  }
  return {charsets, scripts}
}

/** What a repair counts as evidence: the least that one takes. */
const bitsOfRepair = 4

/** What a layer that was undone says of the one under it: text is mostly mangled the same way each time. */
export const supportAfter = (
  support: MojibakeSupport,
  repairs: readonly {readonly charset: string}[],
): MojibakeSupport =>
  mergeSupport([
    support,
    {charsets: new Map(repairs.map(({charset}) => [charset, bitsOfRepair])), scripts: new Set()},
  ])
