import {chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'
import type {ManifestRow} from '../../src/document/row.ts'

const subjects = [
  'The bridge',
  'The market hall',
  'The night bus',
  'The school choir',
  'The old mill',
  'The ferry',
]
const events = [
  'was closed for a week after the flood',
  'opened its doors to the neighbours again',
  'will cost more than the council had hoped',
  'has found people who want to look after it',
  'kept running through the whole of the strike',
]
const details = [
  'Nobody in the street could remember when that had last happened, and several people tried.',
  'The engineer in charge said that she would rather be late than sorry, and went back to her drawings.',
  'About two hundred people came to see it, some of them with their own chairs.',
  'A second meeting is planned for the end of the month, when the figures are known.',
  'The bill, when it came, was shorter than the discussion about it had been.',
  'On the other bank of the river the matter is seen in another light, as usual.',
]

const pick = <T>(list: readonly T[], number: number): T => list[number % list.length] as T

/** A small article of its own for every number. */
export const articleText = (number: number): string => {
  const paragraphs = Array.from({length: 4}, (_, index) => {
    const at = number * 7 + index * 3
    return `${pick(subjects, at)} ${pick(events, at + number)}, the paper wrote on day ${number}. ${pick(details, at)} ${pick(details, at + index + 1)}`
  })
  return `${pick(subjects, number)} and the Day After, Part ${number}\n\n${paragraphs.join('\n\n')}\n`
}

export const articlePage = (number: number): string => {
  const [title = '', ...paragraphs] = articleText(number).trim().split('\n\n')
  return `<!doctype html><html><head><title>${title}</title></head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>${title}</h1>${paragraphs.map(paragraph => `<p>${paragraph}</p>`).join('\n')}</article>
<footer><p>All rights reserved</p></footer></body></html>`
}

/** Fills `folder` with sound inputs of every kind. */
export const writeCorpus = (folder: string, count: number): void => {
  mkdirSync(join(folder, 'deep', 'er'), {recursive: true})
  const records: string[] = []
  for (let number = 0; number < count; number++) {
    const name = `page-${String(number).padStart(4, '0')}`
    const place =
      number % 5 === 0 ? join(folder, 'deep', 'er') : number % 3 === 0 ? join(folder, 'deep') : folder
    if (number % 7 === 6)
      records.push(JSON.stringify({id: name, url: `https://news.example/${name}`, text: articleText(number)}))
    else if (number % 4 === 1) writeFileSync(join(place, `${name}.html`), articlePage(number))
    else if (number % 4 === 2) writeFileSync(join(place, `${name}.txt.gz`), gzipSync(articleText(number)))
    else writeFileSync(join(place, `${name}.txt`), articleText(number))
  }
  writeFileSync(join(folder, 'wire.jsonl'), `${records.join('\n')}\n`)
}

/** Adds what scrapes really hold beside articles. Each is one input. @returns the names of those without an article. */
export const writeHostile = (folder: string): string[] => {
  const packed = gzipSync(articleText(1))
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(articleText(2), 'utf16le')])
  const files: Record<string, string | Uint8Array> = {
    'broken.txt.gz': packed.subarray(0, packed.length - 40),
    'bomb.txt.gz': gzipSync(Buffer.alloc(80_000_000, 'a ')),
    'binary.txt': Buffer.from(Array.from({length: 4000}, (_, index) => (index * 7919) % 256)),
    'empty.txt': '',
    'line.txt': Buffer.alloc(50_000_000, 'words without an end '),
    'divs.html': `<!doctype html><body>${'<div>'.repeat(20_000)}deep${'</div>'.repeat(20_000)}</body>`,
    'image.png': Buffer.from([0x89, 0x50, 0x4e, 0x47]),
    'unreadable.txt': articleText(3),
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  writeFileSync(join(folder, 'utf16.txt'), utf16)
  chmodSync(join(folder, 'unreadable.txt'), 0)
  symlinkSync(folder, join(folder, 'loop'))
  return [...Object.keys(files), 'loop'].sort()
}

export const rowsIn = (folder: string): ManifestRow[] =>
  readFileSync(join(folder, 'manifest.jsonl'), 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as ManifestRow)

/** Every output of a run with its bytes: all files but the state and what tells times. */
export const outputsIn = (folder: string): Map<string, string> => {
  const outputs = new Map<string, string>()
  const timed = new Set(['run.json', 'history.jsonl'])
  for (const entry of readdirSync(folder, {withFileTypes: true, recursive: true})) {
    const file = join(entry.parentPath, entry.name)
    const name = file.slice(folder.length + 1)
    if (!entry.isFile() || name.startsWith('.copydesk') || timed.has(name)) continue
    outputs.set(name, readFileSync(file, 'latin1'))
  }
  return new Map([...outputs].sort())
}
