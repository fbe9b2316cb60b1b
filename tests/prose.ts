export const words =
  'the harbour board met again in the old customs house above the quay and heard what the keeper of the light had seen from his tower on the night of the storm while boats were still out beyond the bar and nobody on the pier could tell which of them would come home'.split(
    ' ',
  )

/** Text of at least `length` characters, its sentences of different lengths, that begins and ends amid a sentence. */
export const prose = (length: number, seed: number): string => {
  const parts: string[] = []
  for (let at = seed; parts.join(' ').length < length; at++) {
    const word = words[(at * 7) % words.length] as string
    parts.push(at % 13 === 0 ? `${word}. The` : word)
  }
  return parts.join(' ')
}

/** The text in lines of at most 66 characters, each as full as can be. */
export const wrapped = (text: string): string => {
  const lines: string[] = ['']
  for (const word of text.split(' ')) {
    if (`${lines.at(-1)} ${word}`.length > 66) lines.push('')
    lines[lines.length - 1] = `${lines.at(-1)} ${word}`.trimStart()
  }
  return lines.join('\n')
}
