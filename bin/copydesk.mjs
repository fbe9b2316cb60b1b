#!/usr/bin/env node
// Kept plain enough for any Node that knows modules, so that a too old one is told so.
import * as nodeModule from 'node:module'
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
// What was compiled once is kept in the system's folder for temporary files (NODE_DISABLE_COMPILE_CACHE=1: it is not);
// threads are told by their environment.
const {directory} = nodeModule.enableCompileCache?.() ?? {}
if (directory) process.env.NODE_COMPILE_CACHE ??= directory
await import('../dist/cli/start.js')
