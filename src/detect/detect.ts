import type {Document} from '../document/document.ts'
import type {Message} from '../document/message.ts'
import {detectBrokenNumbers} from './broken-number.ts'
import {detectBrokenWords} from './broken-words.ts'
import {type Detector, type Finding, keptPage, toMessage} from './finding.ts'
import {detectGluedWords} from './glued-words.ts'
import {detectInstitutionNames} from './institution-name.ts'
import {detectInstitutionVariants} from './institution-variants.ts'
import {detectMissingSpaces} from './missing-space.ts'
import {detectMixedScripts} from './mixed-script.ts'
import {detectNameVariants} from './name-variants.ts'
import {detectRepeatedParagraphs} from './repeated-paragraph.ts'
import {detectTruncation} from './truncated.ts'
import {detectUntranslated} from './untranslated.ts'
import {detectWrongArticles} from './wrong-articles.ts'

/** What looks at the kept text, in order. Each names its own rule ids; none edits. */
const detectors: readonly Detector[] = [
  // Damage.
  detectGluedWords,
  detectMissingSpaces,
  detectBrokenWords,
  detectMixedScripts,
  detectRepeatedParagraphs,
  detectTruncation,
  // Signs of machine translation.
  detectNameVariants,
  detectInstitutionVariants,
  detectInstitutionNames,
  detectBrokenNumbers,
  detectWrongArticles,
  detectUntranslated,
]

/** A text with more findings of one detector is not damaged here and there: a list that long is read by nobody. */
const MOST_FINDINGS = 1_000

/** The messages of one detector, and where there are too many to list, one that says how many. */
const messagesOf = (document: Document, findings: readonly Finding[]): Message[] => {
  const listed = findings.slice(0, MOST_FINDINGS).map(finding => toMessage(document, finding))
  const last = listed.at(-1)
  if (!last || findings.length <= MOST_FINDINGS) return listed
  const {severity, ruleId} = last
  const reason = `Found ${findings.length} times in this text, of which the first ${MOST_FINDINGS} are listed; the text as a whole is damaged`
  return [...listed, {severity, ruleId, reason}]
}

/**
 * Adds a message for everything in the kept text that looks damaged or machine-made. The words stay as they are.
 *
 * @param options.language ISO 639-3 code of the text, `und` when unknown: a detector that does not know the language
 *   says nothing.
 */
export const detect = (document: Document, {language}: {readonly language: string}): Document => {
  const page = keptPage(document)
  if (page.texts.length === 0) return document
  const messages = detectors.flatMap(detector => messagesOf(document, detector(page, language)))
  return messages.length === 0 ? document : {...document, messages: [...document.messages, ...messages]}
}
