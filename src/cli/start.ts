import {styleFor} from '../report/style.ts'
import {main} from './main.ts'

const {stdout, stderr, env} = process

const wantsColour = (stream: NodeJS.WriteStream): boolean =>
  !env.NO_COLOR && (env.FORCE_COLOR ? env.FORCE_COLOR !== '0' : stream.isTTY === true && env.TERM !== 'dumb')

// A reader that closes the pipe early (`| head`) ends the program without a stack trace.
stdout.on('error', error => {
  if ('code' in error && error.code === 'EPIPE') process.exit(0)
  throw error
})

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stop.signal.aborted) process.exit(130)
    stop.abort(signal)
  })
}

const ask = async (question: string): Promise<string | undefined> => {
  const {createInterface} = await import('node:readline/promises')
  const lines = createInterface({input: process.stdin, output: stdout})
  try {
    return (await lines.question(question, {signal: stop.signal})).trim()
  } catch {
    return undefined
  } finally {
    lines.close()
  }
}

process.exitCode = await main(process.argv.slice(2), {
  write: text => stdout.write(text),
  writeError: text => stderr.write(text),
  style: styleFor(wantsColour(stdout)),
  errorStyle: styleFor(wantsColour(stderr)),
  columns: stdout.columns ?? 120,
  watched: stderr.isTTY === true && env.TERM !== 'dumb',
  input: process.stdin,
  signal: stop.signal,
  ...(process.stdin.isTTY && stdout.isTTY ? {ask} : {}),
})
