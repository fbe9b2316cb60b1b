import {execFileSync} from 'node:child_process'

/** Builds the program once before the tests, so that those that run it run what stands in `src`. */
export const setup = (): void => {
  execFileSync('npm', ['run', '--silent', 'build'], {stdio: ['ignore', 'inherit', 'inherit']})
}
