const separators = /[\u0085\u2028\u2029]/g

/**
 * A value as JSON without anything that a program may take for the end of a line: JSON leaves three separators as they
 * are, at which `str.splitlines` of Python and others cut a row in two.
 */
export const jsonLine = (value: unknown): string =>
  JSON.stringify(value).replace(
    separators,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
