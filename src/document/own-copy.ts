/**
 * The same text in memory of its own. The engine makes a part of a text a view of the whole: who keeps a line of a page
 * beyond the page keeps the page, and of megabytes.
 */
export const ownCopy = (text: string): string => ` ${text}`.slice(1)
