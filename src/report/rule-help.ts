/** What a rule is about, for people who meet it in a code scanner. */
export type RuleHelp = {readonly title: string; readonly help: string}

const helps: Readonly<Record<string, RuleHelp>> = {
  'read/error': {
    title: 'The input could not be read',
    help: 'The file is damaged, too large, not text, or took too long. Nothing was written for it. Fetch it again, or leave it out.',
  },
  'strip/reject': {
    title: 'There is no article in the input',
    help: 'It looks like an error page, a consent wall, a listing or an empty page. Look at it with `copydesk explain FILE`; fetch the article again, or remove the file.',
  },
  'detect/garbled': {
    title: 'The text is garbled',
    help: 'Many words were probably swapped for synonyms, as article spinners do. `copydesk explain FILE` shows each place; `copydesk repair` walks through the suggested words. Better still, find the original.',
  },
  'detect/synonym-swap': {
    title: 'A word was probably swapped for a synonym',
    help: 'In this place another word is far likelier. `copydesk repair` accepts or rejects the suggestion.',
  },
  'detect/glued-words': {
    title: 'Two words run into one another',
    help: 'A dash, a space or a tag between them was lost when the page was saved.',
  },
  'detect/missing-space': {
    title: 'A space is missing',
    help: 'Two sentences or words touch; the break between them was lost when the page was saved.',
  },
  'detect/name-variants': {
    title: 'A name is spelled in several ways',
    help: 'One person seems to have several spellings in this text, which happens to names that were transcribed back and forth.',
  },
  'write/out-of-date': {
    title: 'The cleaned text is out of date',
    help: 'The input, the rules or the configuration have changed since. Run `copydesk clean`.',
  },
}

const stages: Readonly<Record<string, string>> = {
  read: 'Found while reading the input.',
  normalise: 'Found while normalising characters.',
  strip: 'Found while telling the article from what stands around it.',
  detect: 'Found while looking for damaged text; the words were left as they are.',
  write: 'Found while comparing with what was written.',
}

/** Title and help of a rule; of one that has none of its own, what its name tells. */
export const ruleHelp = (ruleId: string): RuleHelp => {
  const known = helps[ruleId]
  if (known) return known
  const [stage = '', ...rest] = ruleId.split('/')
  const name = (rest.at(-1) ?? stage).replaceAll('-', ' ')
  return {
    title: name.charAt(0).toUpperCase() + name.slice(1),
    help: `${stages[stage] ?? 'A finding.'} \`copydesk explain FILE\` shows it in place.`,
  }
}
