/**
 * What keeps a run over a folder small, and can be said only as a process starts. V8 and the C library are made for
 * servers that have the machine to themselves: with these settings 500 pages of WCXB (`npm run bench:html -- --speed`)
 * take some 230 MB with detection, and all 1,497, some of them of 5 MB, 245 to 290; with V8's own over 400.
 */
const flags = [
  // Young objects, in MB: the most that keeps 500 pages with detection below 250 MB in every run. With 12 the processor
  // time is a tenth to a fifth less, and one run in five takes more than that, up to 264 MB; with 4 neither differs much.
  '--max-semi-space-size=8',
  // Old objects are collected at 1.4 times of what is in use, not at up to four times: at 1.6 memory is some 5 MB more.
  '--heap-growing-percent=40',
]

const environment = {
  // One place for what is not JavaScript: else each of a dozen threads keeps the most it ever needed.
  MALLOC_ARENA_MAX: '1',
  // Pieces of so many bytes, such as a page, are given back once they are free, and so is what is free at the end of that
  // place: the C library raises both bounds to 64 MB by itself. It saves 20 MB, for a hundredth of the time.
  MALLOC_MMAP_THRESHOLD_: '65536',
  MALLOC_TRIM_THRESHOLD_: '131072',
}

/** Starts this process over with these settings, in its place: the same id, the same streams. Returns where it cannot, or has. */
export const startLean = () => {
  const {execve, execPath, execArgv, argv, env, platform, connected} = process
  if (!execve || platform === 'win32' || connected || execArgv.includes(flags[0])) return
  execve.call(process, execPath, [execPath, ...flags, ...execArgv, ...argv.slice(1)], {
    ...environment,
    ...env,
  })
}
