import {matchesOf} from '../document/matches-of.ts'
import {type Detector, endOf, type Finding, type KeptText} from './finding.ts'

/**
 * Names that everybody knows, taken apart and said with other words: `White Home`, `Olympic Video games`, `Pink Cross`.
 * Translators and word swappers that do not know a name treat it as words. English only; the capitals must be there,
 * and only names whose altered form means nothing else are listed.
 */
export const detectInstitutionNames: Detector = ({prose, whole}, language) => {
  if (language !== 'eng') return []
  const findings: Finding[] = []
  let index = 0
  for (const match of matchesOf(firstWords, whole)) {
    if (inWord.test(whole[match.index - 1] as string)) continue
    while (match.index >= endOf(prose[index] as KeptText)) index += 1
    const text = prose[index] as KeptText
    const start = match.index - text.begin
    const altered = alteredNames()
      .get(match[1] as string)
      ?.find(
        ({words, followers}) =>
          text.text.startsWith(words, start) &&
          !inWord.test(text.text[start + words.length] ?? ' ') &&
          (followers.length === 0 ||
            followers.some(follower => text.text.startsWith(follower, start + words.length + 1))),
      )
    if (!altered) continue
    findings.push({
      ruleId: 'detect/institution-name',
      severity: 'warning',
      reason: `\`${altered.words}\` is \`${altered.name}\`, word for word in other words; put the name back`,
      text,
      start,
      end: start + altered.words.length,
      expected: [{text: altered.name, score: 0.9}],
    })
  }
  return findings
}

/** What goes on with a word: before or after a name, one of these makes it part of another. */
const inWord = /[\p{L}-]/u

type Altered = {readonly words: string; readonly name: string; readonly followers: readonly string[]}

/**
 * Altered words with `|` between alternatives and `_` for a space inside one; the name; where the altered words mean
 * something of their own, what must follow them.
 */
const table: readonly (readonly [altered: string, name: string, followers?: string])[] = [
  ['White Home|Residence|Dwelling|Abode|Mansion', 'White House'],
  ['Snowy|Pale House', 'White House'],
  ['United Countries|International_locations', 'United Nations'],
  ['Joined Nations|Countries', 'United Nations'],
  ['UN|U.N.|United_Nations Safety|Protection Council', 'UN Security Council'],
  ['Joined|Unified States', 'United States'],
  ['Joined|Unified|Assembled Kingdom', 'United Kingdom'],
  ['Pink|Crimson|Purple|Scarlet Cross', 'Red Cross'],
  ['Preeminent|Excellent|Superb|Ideal Court|Courtroom', 'Supreme Court'],
  ['Supreme Courtroom|Courthouse', 'Supreme Court'],
  ['Excessive Court|Courtroom', 'High Court'],
  [
    'Prime|High Pastor|Priest|Clergyman',
    'Prime Minister',
    'of Britain|Canada|India|Israel|Japan|Australia|Italy|Spain|Ukraine',
  ],
  ['World Financial_institution|Financial_Institution', 'World Bank'],
  ['European Fee|Payment', 'European Commission'],
  ['Federal Hold|Save|Saving', 'Federal Reserve', 'Board|Chair|Chairman|raised|cut'],
  ['Olympic Video_games|Video_Games|Recreations|Matches', 'Olympic Games'],
  ['Nobel Peace Reward|Trophy', 'Nobel Peace Prize'],
  ['Pulitzer Reward|Trophy', 'Pulitzer Prize'],
  ['Inexperienced Party|Celebration|Get_together', 'Green Party'],
  ['Soviet Association|Alliance|Marriage', 'Soviet Union'],
  ['Center|Centre East|Eastern', 'Middle East', 'peace|conflict|countries|policy|war|envoy|crisis'],
  ['North Atlantic Agreement|Accord Organization|Association', 'North Atlantic Treaty Organization'],
  ['World Wellbeing|Well_being|Fitness Organization|Association', 'World Health Organization'],
  [
    'International Nuclear|Atomic Vitality|Power|Strength Agency|Company',
    'International Atomic Energy Agency',
  ],
  ['Central|Vital Intelligence Company|Office', 'Central Intelligence Agency'],
  ['Federal Bureau of Research|Examination|Inquiry', 'Federal Bureau of Investigation'],
  // What stays of a party's name is its first word.
  ...['Democratic', 'Republican', 'Labour', 'Conservative', 'Communist', 'Green'].map(
    (party): [string, string] => [`${party} Celebration|Get_together|Birthday_celebration`, `${party} Party`],
  ),
  ...['Europe', 'Germany', 'Ukraine', 'European', 'Ukrainian', 'Mediterranean'].map(
    (place): [string, string] => [`Jap ${place}`, `Eastern ${place}`],
  ),
]

const expand = (pattern: string): string[] =>
  pattern
    .split(' ')
    .reduce<string[]>(
      (phrases, alternatives) =>
        phrases.flatMap(phrase => alternatives.split('|').map(word => `${phrase} ${word}`)),
      [''],
    )
    .map(phrase => phrase.slice(1).replaceAll('_', ' '))

/** The first words of all altered names, which are of several words, in one pass. */
const firstWords =
  /(White|Snowy|Pale|United|UN|U\.N\.|Joined|Unified|Assembled|Pink|Crimson|Purple|Scarlet|Preeminent|Excellent|Superb|Ideal|Supreme|Excessive|Prime|High|World|European|Federal|Olympic|Nobel|Pulitzer|Inexperienced|Soviet|Center|Centre|North|International|Central|Vital|Democratic|Republican|Labour|Conservative|Communist|Green|Jap) /g

let byFirstWord: Map<string, Altered[]> | undefined
/** By their first word, the longest first; made when the first of those words turns up. */
const alteredNames = (): Map<string, Altered[]> => {
  if (byFirstWord) return byFirstWord
  byFirstWord = new Map()
  for (const [altered, name, followers] of table) {
    for (const words of expand(altered)) {
      const first = words.split(' ')[0] ?? ''
      const list = byFirstWord.get(first) ?? []
      byFirstWord.set(first, list)
      list.push({words, name, followers: followers === undefined ? [] : expand(followers)})
    }
  }
  for (const list of byFirstWord.values()) list.sort((a, b) => b.words.length - a.words.length)
  return byFirstWord
}
