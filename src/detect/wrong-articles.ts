import {matchesOf} from '../document/matches-of.ts'
import {type Detector, type Finding, type KeptText, textsWith} from './finding.ts'
import {signs} from './text-signs.ts'

/**
 * `a` and `an` before the wrong sound, where it happens again and again: somebody swapped the words behind them. One or
 * two slips are human and are left alone. English only.
 */
export const detectWrongArticles: Detector = ({prose}, language) => {
  if (language !== 'eng') return []
  const findings: Finding[] = []
  let articles = 0
  for (const text of textsWith(signs.oddArticle, prose)) {
    for (const {article, word, match} of articlesOf(text)) {
      articles += 1
      if (fits(article.toLowerCase(), word)) continue
      const right = article.length === 1 ? `${article}n` : article.slice(0, 1)
      findings.push({
        ruleId: 'detect/wrong-articles',
        severity: 'warning',
        reason: `\`${article}\` stands before the wrong sound in \`${match[0]}\`, as it does often in this text: the word behind it may have been swapped`,
        text,
        start: match.index,
        end: match.index + article.length,
        expected: [{text: right, score: 0.6}],
      })
    }
  }
  if (findings.length < FEWEST_WRONG) return []
  for (const text of prose) if ((text.signs & signs.oddArticle) === 0) articles += articlesOf(text).length
  return findings.length >= articles * WRONG_SHARE ? findings : []
}

type Article = {readonly article: string; readonly word: string; readonly match: RegExpExecArray}

/** The articles of a text, each with the word behind it. */
const articlesOf = ({text}: KeptText): Article[] =>
  matchesOf(articlePattern, text)
    .map(match => ({article: match[1] ?? match[2] ?? '', word: match[3] ?? '', match}))
    .filter(({word}) => !variables.test(word))

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
