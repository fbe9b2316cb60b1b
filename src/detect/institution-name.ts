import type {Detector, Finding} from './finding.ts'

/**
 * Names that everybody knows, taken apart and said with other words: `White Home`, `Olympic Video games`, `Pink Cross`.
 * Translators and word swappers that do not know a name treat it as words. English only; the capitals must be there,
 * and only names whose altered form means nothing else are listed.
 */
export const detectInstitutionNames: Detector = (texts, language) => {
  if (language !== 'eng') return []
  const findings: Finding[] = []
  for (const text of texts) {
    if (text.kind === 'code' || !mayBe.test(text.text)) continue
    for (const [pattern, name] of altered) {
      for (const match of text.text.matchAll(pattern)) {
        findings.push({
          ruleId: 'detect/institution-name',
          severity: 'warning',
          reason: `\`${match[0]}\` is \`${name}\`, word for word in other words; put the name back`,
          text,
          start: match.index,
          end: match.index + match[0].length,
          expected: [{text: name, score: 0.9}],
        })
      }
    }
  }
  return findings.sort((left, right) => left.text.block - right.text.block || left.start - right.start)
}

/** The altered words after the part of the name that stayed, or before it. */
const table: readonly (readonly [altered: string, name: string])[] = [
  ['White (?:Home|Residence|Dwelling|Abode|Mansion)', 'White House'],
  ['(?:Snowy|Pale) House', 'White House'],
  ['United (?:Countries|International locations)', 'United Nations'],
  ['Joined (?:Nations|Countries)', 'United Nations'],
  ['(?:UN|U\\.N\\.|United Nations) (?:Safety|Protection) Council', 'UN Security Council'],
  ['(?:Joined|Unified) States', 'United States'],
  ['(?:Joined|Unified|Assembled) Kingdom', 'United Kingdom'],
  ['(?:Pink|Crimson|Purple|Scarlet) Cross', 'Red Cross'],
  [
    '(?:Preeminent|Excellent|Superb|Ideal) (?:Court|Courtroom)|Supreme (?:Courtroom|Courthouse)',
    'Supreme Court',
  ],
  ['Excessive (?:Court|Courtroom)', 'High Court'],
  [
    '(?:Prime|High) (?:Pastor|Priest|Clergyman)(?= of (?:Britain|Canada|India|Israel|Japan|Australia|Italy|Spain|Ukraine))',
    'Prime Minister',
  ],
  ['World (?:Financial institution|Financial Institution)', 'World Bank'],
  ['European (?:Fee|Payment)', 'European Commission'],
  ['Federal (?:Hold|Save|Saving)(?= (?:Board|Chair|Chairman|raised|cut))', 'Federal Reserve'],
  ['Olympic (?:Video games|Video Games|Recreations|Matches)', 'Olympic Games'],
  ['Nobel Peace (?:Reward|Trophy)', 'Nobel Peace Prize'],
  ['Pulitzer (?:Reward|Trophy)', 'Pulitzer Prize'],
  ['Inexperienced (?:Party|Celebration|Get together)', 'Green Party'],
  ['Soviet (?:Association|Alliance|Marriage)', 'Soviet Union'],
  ['(?:Center|Centre) East(?:ern)?(?= (?:peace|conflict|countries|policy|war|envoy|crisis))', 'Middle East'],
  ['North Atlantic (?:Agreement|Accord) (?:Organization|Association)', 'North Atlantic Treaty Organization'],
  ['World (?:Wellbeing|Well being|Fitness) (?:Organization|Association)', 'World Health Organization'],
  [
    'International (?:Nuclear|Atomic) (?:Vitality|Power|Strength) (?:Agency|Company)',
    'International Atomic Energy Agency',
  ],
  ['(?:Central|Vital) Intelligence (?:Company|Office)', 'Central Intelligence Agency'],
  ['Federal Bureau of (?:Research|Examination|Inquiry)', 'Federal Bureau of Investigation'],
]

/** What stays in place of a party's name is its first word. */
const parties = 'Democratic Republican Labour Conservative Communist Green'.split(' ')

const altered: readonly (readonly [RegExp, string])[] = [
  ...table,
  ...parties.map((party): [string, string] => [
    `${party} (?:Celebration|Get together|Birthday celebration)`,
    `${party} Party`,
  ]),
  ...'Europe Germany Ukraine European Ukrainian Mediterranean'
    .split(' ')
    .map((place): [string, string] => [`Jap ${place}`, `Eastern ${place}`]),
].map(([pattern, name]) => [new RegExp(`(?<![\\p{L}-])(?:${pattern})(?![\\p{L}-])`, 'gu'), name])

/** A word of each, in one pass. */
const mayBe =
  /White|Snowy|Pale|United|Joined|Unified|Assembled|U\.N\.|Cross|Court|Prime|High|World|European|Federal|Olympic|Nobel|Pulitzer|Party|Inexperienced|Soviet|East|Jap|Atlantic|Atomic|Nuclear|Intelligence|Celebration|Get together|Birthday/
