#!/usr/bin/env node
// Kept plain enough for any Node that knows modules, so that a too old one is told so.
import {startLean} from './lean.mjs'

const needed = [22, 22, 2]
const found = process.versions.node.split('.').map(Number)
const difference = needed.map((part, index) => found[index] - part).find(part => part !== 0)
if (difference !== undefined && difference < 0) {
  process.stderr.write(`copydesk needs Node ${needed.join('.')} or newer, this is ${process.versions.node}\n`)
  process.exit(2)
}
// Other commands are over before it would matter.
if (process.argv[2] === 'clean') startLean()
await import('../dist/cli/start.js')
