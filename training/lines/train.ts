/**
 * Makes the line classifier's weights: `models/lines.bin`, trained on all pages, and `.cache/lines/fold-K.bin`, each
 * trained without the domains of fold K.
 *
 *   node training/lines/train.ts [DATA]
 *
 * `PYTHON` names a Python that has numpy and lightgbm (default `python3`).
 */
import {spawnSync} from 'node:child_process'
import {FOLDS} from './gold.ts'

const [data = '../shared/data'] = process.argv.slice(2)
const out = '.cache/lines'
const python = process.env.PYTHON ?? 'python3'

const run = (program: string, ...parameters: string[]): void => {
  console.error([program, ...parameters].join(' '))
  const {status} = spawnSync(program, parameters, {stdio: 'inherit'})
  if (status !== 0)
    throw new Error(`Expected ${program} ${parameters.join(' ')} to end with 0, got ${status}`)
}

run(process.execPath, 'training/lines/features.ts', data, out)
run(python, 'training/lines/train.py', 'first', out)
run(process.execPath, 'training/lines/second.ts', data, out)
run(python, 'training/lines/train.py', 'second', out)
for (let fold = 0; fold < FOLDS; fold++) {
  run(process.execPath, 'training/lines/pack.ts', out, `${fold}`, `${out}/fold-${fold}.bin`)
}
run(process.execPath, 'training/lines/pack.ts', out, 'all', 'models/lines.bin')
