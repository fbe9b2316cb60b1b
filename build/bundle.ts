// The build after the compiler wrote the types: bundles `src` into a few files of `dist`, since a hook that starts the
// program at every commit should not wait for two hundred, and compiles the built-in rules for the same reason.
import {mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {dirname, join, posix, relative} from 'node:path'
import {type Plugin, rolldown} from 'rolldown'
import packageJson from '../package.json' with {type: 'json'}
import {formatBuiltIn} from '../src/rules/built-in.ts'
import {parseBuiltInRules, readBuiltInTexts} from '../src/rules/load-rules.ts'

const root = join(import.meta.dirname, '..')
const source = join(root, 'src')
const dist = join(root, 'dist')

const entries = {
  index: join(source, 'index.ts'),
  'cli/start': join(source, 'cli/start.ts'),
  'folder/worker': join(source, 'folder/worker.ts'),
  'folder/lookout-thread': join(source, 'folder/lookout-thread.ts'),
  'detect/franc': join(source, 'detect/franc.ts'),
}

/**
 * Read from here and not from where they are installed: franc's parts have no `exports`, and when Node looks for such a
 * package, V8 gives up its promise on the length of typed arrays (`--trace-protector-invalidation`) and throws away the
 * compiled code of all functions that read one, in the middle of a run.
 */
const bundled = new Set(['franc'])
/** Of franc and its parts, which all have the same: it goes with the copy. */
const francLicence = readFileSync(join(root, 'node_modules/trigram-utils/license'), 'utf8')

const mark = /__moduleAt\("([^"]+)"\)/g

/** Keeps `import.meta.url` true: a module finds its data files from where it would stand unbundled. */
const moduleUrls: Plugin = {
  name: 'module-urls',
  transform(code, id) {
    if (!code.includes('import.meta.url')) return null
    const path = relative(source, id).replaceAll('\\', '/').replace(/\.ts$/, '.js')
    return {code: code.replaceAll('import.meta.url', `__moduleAt("${path}")`), map: null}
  },
  renderChunk(code, chunk) {
    const folder = posix.dirname(chunk.fileName)
    return code.replace(
      mark,
      (_match, path: string) => `new URL("${posix.relative(folder, path)}", import.meta.url).href`,
    )
  },
}

/** Where an escape would not be read as one: behind a backslash, and in texts that are taken as they stand. */
const takenAsWritten = /(?<!\\)(?:\\\\)*\\[\u0080-\uffff]|String\.raw`[^`]*[\u0080-\uffff]/

/**
 * Writes characters beyond ASCII as escapes: with one of them in it, V8 keeps two bytes for each character of a file, in
 * every thread.
 */
const inAscii = (code: string): string => {
  const [written] = takenAsWritten.exec(code) ?? []
  if (written) throw new Error(`Expected texts in which escapes mean the same, got ${written}`)
  return code.replaceAll(/[\u0080-\uffff]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** The type files that a user of the library can reach; the compiler writes one for every module. */
const reachableTypes = (): ReadonlySet<string> => {
  const reached = new Set<string>()
  const waiting = [join(dist, 'index.d.ts')]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file)) continue
    reached.add(file)
    for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from |import\()'(\.[^']+)\.(?:ts|js)'/g))
      waiting.push(join(dirname(file), `${path}.d.ts`))
  }
  return reached
}

const kept = reachableTypes()
for (const file of readdirSync(dist, {recursive: true, withFileTypes: true})) {
  const path = join(file.parentPath, file.name)
  if (file.isFile() && !kept.has(path)) rmSync(path)
}

const bundle = await rolldown({
  input: entries,
  platform: 'node',
  external: [
    /^node:/,
    ...Object.keys(packageJson.dependencies)
      .filter(name => !bundled.has(name))
      .map(name => new RegExp(`^${name}(/|$)`)),
  ],
  plugins: [moduleUrls],
})
const {output} = await bundle.write({
  dir: dist,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name].js',
  banner: chunk =>
    chunk.name === 'detect/franc'
      ? `/*! franc, trigram-utils, n-gram, collapse-white-space\n${francLicence}*/`
      : '',
})
await bundle.close()
for (const file of output)
  if (file.type === 'chunk') writeFileSync(join(dist, file.fileName), inAscii(file.code))

const texts = readBuiltInTexts()
mkdirSync(join(dist, 'rules'), {recursive: true})
writeFileSync(
  join(dist, 'rules/built-in.json'),
  formatBuiltIn(
    texts.map(({text}) => text),
    parseBuiltInRules(texts),
  ),
)
