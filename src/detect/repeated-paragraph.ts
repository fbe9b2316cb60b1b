import type {Detector, Finding} from './finding.ts'

/** A shorter paragraph may be a refrain, a label, an answer: people repeat those. */
const SHORTEST = 120

/** A paragraph of prose that stands in the text twice, word for word: page and teaser, or a dump that repeats itself. */
export const detectRepeatedParagraphs: Detector = ({prose}) => {
  const first = new Set<string>()
  const findings: Finding[] = []
  for (const text of prose) {
    if (text.text.length < SHORTEST || text.kind === 'table') continue
    if (!first.has(text.text)) {
      first.add(text.text)
      continue
    }
    findings.push({
      ruleId: 'detect/repeated-paragraph',
      severity: 'warning',
      reason: 'This paragraph stands in the text before, word for word; keep one of them',
      text,
      start: 0,
      end: text.text.length,
    })
  }
  return findings
}
