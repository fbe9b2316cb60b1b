import fc from 'fast-check'
import {budget} from './properties/budget.ts'

/** With the usual budget the same inputs are made every time, so that a change is judged by what it changed. */
const usualSeed = 20261122

if (budget === 1) fc.configureGlobal({seed: usualSeed})
