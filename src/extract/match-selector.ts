import {type AttributeSelector, isTraversal, parse, type Selector, stringify} from 'css-what'
import type {PageElement, PageTree} from './page-tree.ts'

/** A part of a selector between combinators, and how it is joined to the part before it. */
type Step = {readonly tests: readonly Selector[]; readonly joinedBy: string | undefined}

/**
 * The elements of a page that a CSS selector selects. Understands types, classes, ids, attributes, the combinators
 * and `:not`, `:is`, `:where`, `:first-child`, `:last-child`, `:only-child`, `:root` and `:empty`.
 *
 * @throws Error when the selector is no CSS or uses anything else.
 */
export const selectElements = (tree: PageTree, selector: string): PageElement[] => {
  const chains = compileSelector(selector)
  return tree.elements.filter(element => element.parent && chains.some(chain => matchesChain(element, chain)))
}

/** @throws Error when the selector is no CSS or uses what is not understood. */
export const compileSelector = (selector: string): readonly (readonly Step[])[] => {
  const chains = parse(selector).map(toSteps)
  for (const token of parse(selector).flat()) checkToken(token, selector)
  if (chains.some(steps => steps.some(({tests}) => tests.length === 0))) {
    throw new Error(`Expected a selector on both sides of each combinator, got \`${selector}\``)
  }
  return chains
}

const joins = new Set(['descendant', 'child', 'adjacent', 'sibling'])
const lists = new Set(['not', 'is', 'where', 'matches'])
const positions = new Set(['first-child', 'last-child', 'only-child', 'root', 'empty'])

const checkToken = (token: Selector, selector: string) => {
  if (isTraversal(token) ? joins.has(token.type) : token.type !== 'pseudo' && token.type !== 'pseudo-element')
    return
  if (token.type === 'pseudo') {
    if (positions.has(token.name)) return
    if (lists.has(token.name) && Array.isArray(token.data)) {
      for (const inner of token.data.flat()) checkToken(inner, selector)
      return
    }
  }
  throw new Error(`Expected a selector without \`${stringify([[token]]).trim()}\`, got \`${selector}\``)
}

const toSteps = (tokens: readonly Selector[]): Step[] => {
  const steps: {tests: Selector[]; joinedBy: string | undefined}[] = [{tests: [], joinedBy: undefined}]
  for (const token of tokens) {
    if (isTraversal(token)) steps.push({tests: [], joinedBy: token.type})
    else steps[steps.length - 1]?.tests.push(token)
  }
  return steps
}

/** Attempts of one element against one chain; a chain of many descendant steps could else try all ancestors' subsets. */
const maximumAttempts = 10_000

/** Right to left; a list of open attempts takes the place of recursion. */
const matchesChain = (element: PageElement, steps: readonly Step[]): boolean => {
  const open: {at: PageElement; step: number}[] = [{at: element, step: steps.length - 1}]
  for (let attempts = 0; open.length > 0 && attempts < maximumAttempts; attempts += 1) {
    const {at, step} = open.pop() as (typeof open)[number]
    const {tests, joinedBy} = steps[step] as Step
    if (!tests.every(test => matchesTest(at, test))) continue
    if (step === 0) return true
    for (const next of candidates(at, joinedBy)) open.push({at: next, step: step - 1})
  }
  return false
}

const candidates = (element: PageElement, joinedBy: string | undefined): PageElement[] => {
  if (joinedBy === 'child') return realParent(element)
  if (joinedBy === 'descendant') {
    const found: PageElement[] = []
    for (let at = element.parent; at?.parent; at = at.parent) found.push(at)
    return found.reverse()
  }
  const before = siblings(element)
  const own = before.indexOf(element)
  return joinedBy === 'adjacent' ? before.slice(Math.max(0, own - 1), own) : before.slice(0, own)
}

const realParent = ({parent}: PageElement): PageElement[] => (parent?.parent ? [parent] : [])

const siblings = ({parent}: PageElement): PageElement[] =>
  (parent?.children ?? []).filter(child => child.kind === 'element')

const matchesTest = (element: PageElement, test: Selector): boolean => {
  switch (test.type) {
    case 'universal':
      return true
    case 'tag':
      return element.name === test.name.toLowerCase()
    case 'attribute':
      return matchesAttribute(element, test)
    case 'pseudo':
      return matchesPseudo(element, test.name, test.data)
    default:
      return false
  }
}

const matchesPseudo = (element: PageElement, name: string, data: unknown): boolean => {
  if (lists.has(name)) {
    const inner = (data as Selector[][]).some(tokens => matchesChain(element, toSteps(tokens)))
    return name === 'not' ? !inner : inner
  }
  if (name === 'root') return element.name === 'html'
  if (name === 'empty') return element.children.length === 0
  const all = siblings(element)
  const first = all[0] === element
  const last = all[all.length - 1] === element
  if (name === 'first-child') return first
  return name === 'last-child' ? last : first && last
}

const matchesAttribute = (element: PageElement, test: AttributeSelector): boolean => {
  const found = element.attributes[test.name.toLowerCase()]
  if (found === undefined) return test.action === 'not'
  const [value, wanted] =
    test.ignoreCase === true ? [found.toLowerCase(), test.value.toLowerCase()] : [found, test.value]
  switch (test.action) {
    case 'exists':
      return true
    case 'equals':
      return value === wanted
    case 'not':
      return value !== wanted
    case 'element':
      return wanted !== '' && value.split(/\s+/).includes(wanted)
    case 'start':
      return wanted !== '' && value.startsWith(wanted)
    case 'end':
      return wanted !== '' && value.endsWith(wanted)
    case 'any':
      return wanted !== '' && value.includes(wanted)
    case 'hyphen':
      return value === wanted || value.startsWith(`${wanted}-`)
    default:
      return false
  }
}
