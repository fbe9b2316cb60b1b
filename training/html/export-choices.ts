/**
 * Writes what could be each page's title, author and date, for training the choices: `PREFIX.choices.jsonl`, one page
 * a line: its id, for each choice its candidates' texts and features, and what else tells whether it has an author; and
 * `PREFIX.choices.columns.json`.
 *
 *   node training/html/export-choices.ts HTML_FOLDER PREFIX
 */
import {createWriteStream, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {gunzipSync} from 'node:zlib'
import {authorCandidates} from '../../src/extract/author-candidates.ts'
import {authorFeatureNames, authorFeatures} from '../../src/extract/author-features.ts'
import {bylineFeatureNames, bylineSigns} from '../../src/extract/byline-features.ts'
import {dateCandidates} from '../../src/extract/date-candidates.ts'
import {dateFeatureNames, dateFeatures} from '../../src/extract/date-features.ts'
import {jsonLdObjects} from '../../src/extract/json-ld.ts'
import {segmentPage} from '../../src/extract/page-blocks.ts'
import {pageClaims} from '../../src/extract/page-claims.ts'
import {parsePage} from '../../src/extract/parse-page.ts'
import {titleCandidates} from '../../src/extract/title-candidates.ts'
import {titleFeatureNames, titleFeatures} from '../../src/extract/title-features.ts'
import {visiblePage} from '../../src/extract/visible-page.ts'

const [folder, prefix] = process.argv.slice(2)
if (!folder || !prefix) throw new Error('Expected HTML_FOLDER and PREFIX')

const pages = createWriteStream(`${prefix}.choices.jsonl`)
for (const name of readdirSync(folder).sort()) {
  const tree = parsePage(gunzipSync(readFileSync(`${folder}/${name}`)).toString('utf8'), 512)
  const claims = pageClaims(tree, jsonLdObjects(tree))
  const titles = titleCandidates(tree, claims.title)
  const page = visiblePage(tree, segmentPage(tree), claims.title)
  const authors = authorCandidates(page, claims.authors)
  const dates = dateCandidates(page, claims.dates)
  pages.write(
    `${JSON.stringify({
      id: name.slice(0, 4),
      title: {texts: titles.map(({text}) => text), rows: titleFeatures(titles, claims.title, tree)},
      author: {
        texts: authors.map(({names}) => names.join(' ')),
        rows: authorFeatures(authors, claims.authors),
        signs: authors.map(author => bylineSigns(author, page, claims, {hasDate: dates.length > 0})),
      },
      date: {
        texts: dates.map(({date}) => date.slice(0, 10)),
        rows: dateFeatures(dates, claims.dates),
      },
    })}\n`,
  )
}
pages.end()
writeFileSync(
  `${prefix}.choices.columns.json`,
  JSON.stringify({
    title: titleFeatureNames,
    author: authorFeatureNames,
    date: dateFeatureNames,
    byline: bylineFeatureNames,
  }),
)
