import {styleText} from 'node:util'

/** Colours text for a terminal, or leaves it alone. */
export type Style = (format: Parameters<typeof styleText>[0], text: string) => string

export const styleFor = (colour: boolean): Style =>
  colour ? (format, text) => styleText(format, text, {validateStream: false}) : (_, text) => text
