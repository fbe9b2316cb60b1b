import {decodeHTML} from 'entities/decode'
import {innerText, type PageTree} from './page-tree.ts'
import {parsePage} from './parse-page.ts'

/** A JSON object of unknown shape. */
export type JsonObject = {readonly [key: string]: unknown}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Objects looked at in one page's structured data; pages have a few dozen. */
const maximumObjects = 2_000

/** Characters of one block of structured data; longer ones are catalogues. */
const maximumCharacters = 2_000_000

/** Every object with an `@type` in the page's JSON-LD, in order: from arrays, `@graph` and nested values alike. */
export const jsonLdObjects = (tree: PageTree): JsonObject[] => {
  const found: JsonObject[] = []
  for (const element of tree.named.script) {
    if (!/ld\+json/i.test(element.attribute('type') ?? '')) continue
    const text = element.children.map(child => (child.kind === 'text' ? child.text : '')).join('')
    const value = parseLeniently(text.slice(0, maximumCharacters))
    if (value !== undefined) collect(value, found)
  }
  return found
}

const collect = (value: unknown, found: JsonObject[]) => {
  const pending: unknown[] = [value]
  let looked = 0
  while (pending.length > 0 && looked < maximumObjects) {
    const next = pending.shift()
    looked += 1
    if (Array.isArray(next)) pending.push(...next.slice(0, maximumObjects))
    else if (isObject(next)) {
      if (next['@type'] !== undefined) found.push(next)
      for (const inner of Object.values(next))
        if (typeof inner === 'object' && inner !== null) pending.push(inner)
    }
  }
}

/** JSON as pages have it: inside comments or CDATA, with line breaks in strings, with a comma too many. */
const parseLeniently = (text: string): unknown => {
  const bare = text
    .replace(/^\s*(?:<!--|\/\/\s*<!\[CDATA\[|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)/, '')
    .trim()
  const end = Math.max(bare.lastIndexOf('}'), bare.lastIndexOf(']'))
  const body = end < 0 ? '' : bare.slice(0, end + 1)
  // Where it does not parse as it stands nor mended, the page has no structured data.
  return parsed(body) ?? parsed(mendControls(body))
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Line breaks and other control characters, which JSON does not allow in a string. */
const controls = /\p{Cc}+/gu

const mendControls = (text: string): string => text.replace(controls, ' ').replace(/,(?=\s*[}\]])/g, '')

export const typesOf = (object: JsonObject): string[] => {
  const type = object['@type']
  return (Array.isArray(type) ? type : [type]).filter(name => typeof name === 'string')
}

/** Structured data often holds HTML's character references (`&amp;`) and tags, which JSON does not know. */
const decodeReferences = (value: string): string => {
  if (value.includes('<')) return innerText(parsePage(value, maximumDepth).root, value.length)
  return value.includes('&') ? decodeHTML(value) : value
}

/** How deep tags in structured data are looked into. */
const maximumDepth = 32

/** The string a value stands for: itself, the first of a list, or an object's `@value`, `name` or `@id`. */
export const stringOf = (value: unknown): string | undefined => {
  const first = Array.isArray(value) ? value[0] : value
  if (typeof first === 'string') return decodeReferences(first).replace(/\s+/g, ' ').trim() || undefined
  if (typeof first === 'number') return String(first)
  if (!isObject(first)) return undefined
  return stringOf(first['@value'] ?? first.name ?? first['@id'])
}

/** The names of a person, organisation, or list of them. */
export const namesOf = (value: unknown): string[] => {
  const list = Array.isArray(value) ? value : [value]
  const names: string[] = []
  for (const item of list) {
    const name = isObject(item) ? stringOf(item.name) : stringOf(item)
    if (name !== undefined) names.push(name)
  }
  return names
}

export const titleElementText = (tree: PageTree): string | undefined => {
  const element = tree.named.title.find(({parent}) => parent?.name !== 'svg')
  return element ? innerText(element, 1_000) || undefined : undefined
}
