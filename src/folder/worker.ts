import {parentPort, workerData} from 'node:worker_threads'
import {openDesk} from './desk.ts'
import type {FromWorker, Job, WorkerSettings} from './protocol.ts'

const port = parentPort
if (!port) throw new Error('Expected to be started as a worker thread')
const send = (message: FromWorker): void => port.postMessage(message)

try {
  const desk = await openDesk(workerData as WorkerSettings)
  port.on('message', async (job: Job) => {
    for await (const message of desk.handle(job)) send(message)
    send({type: 'done'})
  })
  send({type: 'ready', tool: desk.tool})
} catch (error) {
  send({type: 'fatal', reason: error instanceof Error ? error.message : String(error)})
}
