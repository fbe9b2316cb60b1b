import {readFileSync} from 'node:fs'

type Package = {readonly version: string}

/** The version of Copydesk, from its package.json. */
export const version = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as Package
).version
