import {spawn} from 'node:child_process'
import {mkdtempSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'

/** The built program. */
export const program = resolve('bin/copydesk.mjs')

export type Outcome = {readonly code: number | null; readonly stdout: string; readonly stderr: string}

export type RunOptions = {
  readonly cwd?: string
  readonly input?: string | Uint8Array
  readonly env?: Readonly<Record<string, string>>
  /** The user to run as, for whoever may choose. */
  readonly uid?: number
}

/** Runs the built program to its end. */
export const runProgram = (words: readonly string[], options: RunOptions = {}): Promise<Outcome> =>
  new Promise((done, failed) => {
    const {FORCE_COLOR: _, ...env} = process.env
    const child = spawn(process.execPath, [program, ...words], {
      cwd: options.cwd,
      ...(options.uid === undefined ? {} : {uid: options.uid}),
      env: {...env, NO_COLOR: '1', XDG_CONFIG_HOME: '/nonexistent', ...options.env},
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', text => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', text => {
      stderr += text
    })
    child.on('error', failed)
    child.on('close', code => done({code, stdout, stderr}))
    child.stdin.end(options.input ?? '')
  })

/** A new empty folder for one test. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'copydesk-'))
