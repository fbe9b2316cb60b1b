import {parentPort, workerData} from 'node:worker_threads'
import {answer, type LookoutQuestion, type LookoutStart} from './lookout.ts'
import {holdsOutputs} from './stretch.ts'

const {output, answers} = workerData as LookoutStart
const slots = new Int32Array(answers)

parentPort?.on('message', ({number, outputs}: LookoutQuestion) => {
  Atomics.store(slots, number, holdsOutputs(outputs, output) ? answer.unchanged : answer.changed)
  Atomics.notify(slots, number)
})
