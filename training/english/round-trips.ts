/**
 * Sends held-out documents through rule-based machine translation and back (apertium with the pairs eng-hbs, en-gl and
 * en-eo; Debian packages), into `.cache/english/round-trips.jsonl`. The development sets use other languages.
 */
import {execFileSync} from 'node:child_process'
import {readFileSync, writeFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {cache, randomFrom, trainingTexts} from './texts.ts'

const documents = Number(process.argv[2] ?? 240)
const longest = 1800
const routes = [
  ['en-gl', 'gl-en'],
  ['eng-hbs', 'hbs-eng'],
  ['en-eo', 'eo-en'],
] as const

const random = randomFrom(11)
const held = trainingTexts().filter(text => text.held && text.text.length > 500)
const chosen = Array.from({length: documents}, () => held[(random() * held.length) | 0]?.text ?? '').map(
  text => (text.length <= longest ? text : text.slice(0, text.lastIndexOf('. ', longest) + 1 || longest)),
)
// A number alone in a paragraph survives translation; it tells the documents apart afterwards.
const mark = (index: number): string => `${7_100_000 + index}`
const rows: string[] = []
for (const [there, back] of routes) {
  const input = chosen.map((text, index) => `${mark(index)}\n\n${text}\n\n`).join('')
  const translate = (mode: string, text: string): string => {
    const [source, target] = [new URL('there.txt', cache), new URL('back.txt', cache)].map(url =>
      fileURLToPath(url),
    )
    writeFileSync(source ?? '', text)
    execFileSync('apertium', ['-u', mode, source ?? '', target ?? ''])
    return readFileSync(target ?? '', 'utf8')
  }
  const output = translate(back, translate(there, input))
  chosen.forEach((original, index) => {
    const from = output.indexOf(mark(index))
    if (from < 0) return
    const to = output.indexOf(mark(index + 1), from)
    const text = output.slice(from + mark(index).length, to < 0 ? output.length : to).trim()
    if (text.length > original.length / 2) rows.push(JSON.stringify({route: there, original, text}))
  })
  console.log(`${there}: ${rows.length} documents so far`)
}
writeFileSync(new URL('round-trips.jsonl', cache), `${rows.join('\n')}\n`)
