import {parentPort, workerData} from 'node:worker_threads'
import {type Desk, openDesk} from './desk.ts'
import type {FromWorker, ToWorker, WorkerSettings} from './protocol.ts'

/** A worker is a thread, or, for a document that may take its process with it, a process of its own. */
const port = parentPort
const send = (message: FromWorker): void => {
  if (port) port.postMessage(message)
  else process.send?.(message)
}

const serve = async (desk: Desk, message: ToWorker): Promise<void> => {
  if (message.task === 'stop') return desk.stop()
  if (message.task === 'equip') return desk.equip(message.profile)
  for await (const answer of desk.handle(message)) send(answer)
}

const start = async (settings: WorkerSettings): Promise<Desk | undefined> => {
  try {
    const desk = await openDesk(settings)
    send({type: 'ready', tool: desk.tool})
    return desk
  } catch (error) {
    send({type: 'fatal', reason: error instanceof Error ? error.message : String(error)})
    return undefined
  }
}

if (port) {
  const desk = await start(workerData as WorkerSettings)
  if (desk) port.on('message', (message: ToWorker) => void serve(desk, message))
} else {
  // The parent stops this process; a Ctrl-C that the whole group gets is for the parent to answer.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => {})
  process.on('disconnect', () => process.exit())
  let desk: Desk | undefined
  process.on('message', async (message: ToWorker | {readonly settings: WorkerSettings}) => {
    if ('settings' in message) desk = await start(message.settings)
    else if (desk) await serve(desk, message)
  })
}
