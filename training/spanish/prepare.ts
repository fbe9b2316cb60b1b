/** Makes `.cache/spa/text.txt`, `test.txt` (one document a line) and `pairs.tsv` out of the unpacked packages. */
import {globSync, readFileSync, writeFileSync} from 'node:fs'
import {cache} from '../english/texts.ts'

const unpacked = new URL('packages/unpacked/usr/share/', cache)
const shortest = 400

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  apos: "'",
}
/** The paragraphs of a manual's page, which is simple HTML. */
const paragraphsOf = (html: string): string => {
  const paragraphs = html.split(/<(?:p[\s>]|div class="para")/).slice(1)
  return paragraphs
    .map(part => part.slice(part.indexOf('>') + 1, part.search(/<\/(?:p|div)>/)))
    .map(part =>
      part.replace(/<[^>]*>/g, '').replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole),
    )
    .map(part => part.replace(/\s+/g, ' ').trim())
    .filter(part => /[.:!?]$/.test(part) && part.split(' ').length > 6)
    .join(' ')
}

const pages = (pattern: string): string[] => {
  const texts = globSync(pattern, {cwd: unpacked})
    .sort()
    .map(path => paragraphsOf(readFileSync(new URL(path, unpacked), 'utf8')))
  return [...new Set(texts)].filter(text => text.length >= shortest)
}

const help = pages('libreoffice/help/es/text/**/*.html')
const handbook = pages('doc/debian-handbook/html/es-ES/*.html')
writeFileSync(new URL('text.txt', cache), `${help.join('\n')}\n`)
writeFileSync(new URL('test.txt', cache), `${handbook.join('\n')}\n`)

const word = /^[a-zà-öø-ÿ]{3,}$/
const pairs = new Set<string>()
let entry = ''
for (const line of readFileSync(new URL('mythes/th_es_ES_v2.dat', unpacked), 'latin1').split('\n')) {
  const [head = '', ...rest] = line.trim().split('|')
  if (head !== '-') entry = head
  else if (word.test(entry))
    for (const other of rest) if (word.test(other) && other !== entry) pairs.add(`${entry}\t${other}`)
}
writeFileSync(new URL('pairs.tsv', cache), `${[...pairs].sort().join('\n')}\n`)
const count = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + text.split(' ').length, 0)
console.log(
  `${help.length} pages of help (${count(help)} words), ${handbook.length} of the handbook (${count(handbook)} words), ${pairs.size} pairs`,
)
