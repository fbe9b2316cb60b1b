import {matchesOf} from '../document/matches-of.ts'
import type {Detector, Finding} from './finding.ts'

/**
 * `a` and `an` before the wrong sound, where it happens again and again: somebody swapped the words behind them. One or
 * two slips are human and are left alone. English only.
 */
export const detectWrongArticles: Detector = (texts, language) => {
  if (language !== 'eng') return []
  const findings: Finding[] = []
  let articles = 0
  for (const text of texts) {
    if (text.kind === 'code') continue
    for (const match of matchesOf(articlePattern, text.text)) {
      const [whole, inside, opening, word = ''] = match
      const article = inside ?? opening ?? ''
      if (variables.test(word)) continue
      articles += 1
      if (fits(article.toLowerCase(), word)) continue
      const right = article.length === 1 ? `${article}n` : article.slice(0, 1)
      findings.push({
        ruleId: 'detect/wrong-articles',
        severity: 'warning',
        reason: `\`${article}\` stands before the wrong sound in \`${whole}\`, as it does often in this text: the word behind it may have been swapped`,
        text,
        start: match.index,
        end: match.index + article.length,
        expected: [{text: right, score: 0.6}],
      })
    }
  }
  return findings.length >= FEWEST_WRONG && findings.length >= articles * WRONG_SHARE ? findings : []
}

/** Human texts of the development sets reach three in one document, seldom at this share. */
const FEWEST_WRONG = 3
const WRONG_SHARE = 0.05

/** Capitalised only where a sentence starts: `strep A` is no article. */
const articlePattern =
  /(?:(?<=[\p{L},;:"“(] ?)(?<![\p{L}\p{N}'’.&-])(an?)|(?<=^|[.!?]["”’]? )(An?)) (\p{Ll}[\p{L}'’]*)(?![\p{L}.])/gu

/** `whether a is less than b`: a name in a formula. */
const variables = /^(?:is|in|or|and|if|of|are|as|at|on|it|a)$/

/** Written with a vowel, said with a consonant. */
const saidConsonant =
  /^(?:uni(?!n|m)|unanim|use|usu|usab|usage|utili|utop|uten|uter|ubiq|ukul|ura[ln]|uri|eu|ewe|one(?!i)|once|ouija|u[bkrt]i|ufo)/i
/** Written with an h nobody says, or that some do not. */
const silent =
  /^(?:hour|honest|honou?r|heir|herb|hom(?:age|bre)|hist|habit|hotel|hallu|hypo|heroic|hegemon|hilari|hered)/i

const fits = (article: string, word: string): boolean => {
  // Letters said one by one (`an MP`), names, words of other alphabets: nobody knows how they are said.
  if (/^\p{Lu}/u.test(word) || !/^[a-z]/.test(word)) return true
  const vowel = /^[aeiou]/.test(word)
  if (silent.test(word)) return true
  if (vowel && saidConsonant.test(word)) return article === 'a' || /^(?:u|eu|one)/.test(word)
  return vowel ? article === 'an' : article === 'a'
}
