import {describe, expect, test} from 'vitest'
import {extractHtml} from '../../src/extract/html.ts'
import {pageDocument} from './html-helpers.ts'

/** The deadline of a document; on an idle machine these pages take under 3 s each. */
const patience = 20_000

const pages: Record<string, string> = {
  'nested elements': `${'<div>'.repeat(20_000)}deep${'</div>'.repeat(20_000)}`,
  'more nested elements than the parser may hold': `${'<div>'.repeat(200_000)}deep`,
  'misnested formatting': `${'<b>'.repeat(12_500)}${'<i>'.repeat(12_500)}${'x</b>'.repeat(12_500)}`,
  'a long attribute': `<div title="${'a'.repeat(1_000_000)}"><p>text</p></div>`,
  'many siblings': '<p>a</p>'.repeat(500_000),
  'chains of lists': '<ul><li>'.repeat(60_000),
  'nested tables': '<table><tr><td>a'.repeat(20_000),
  'unclosed tags': '<'.repeat(200_000),
  'open comment': `<!--${'-'.repeat(500_000)}`,
  'lines of code in pieces': `<pre>${'&lt;\n'.repeat(100_000)}</pre>`,
  'style without end': '<style>'.repeat(50_000),
}

describe.each(['copydesk', 'readability'] as const)('a crafted page, %s engine', engine => {
  test.each(Object.keys(pages))('%s', {timeout: patience}, async name => {
    const document = await extractHtml(pageDocument(pages[name] as string), {engine, depth: 512})
    expect(Array.isArray(document.blocks)).toBe(true)
  })
})
