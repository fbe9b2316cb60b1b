import v8 from 'node:v8'

/**
 * What keeps a run over a folder small, and can be said only as a process starts. V8 and the C library are made for
 * servers that have the machine to themselves: with these settings 500 pages of WCXB (`npm run bench:html -- --speed`)
 * take some 210 MB with detection and 200 without, pages of 5 MB among them; with V8's own over 400.
 */

/** Megabytes of the main thread's young objects, which hands on what its workers send: with four it is 8 MB larger. */
const flag = '--max-semi-space-size=1'

/** What can still be said once the process runs, where a V8 that no longer knows a word of it goes on without. */
const laterFlags = [
  // Old objects are collected at 1.4 times of what is in use, not at up to four times: on all of WCXB's pages the peak is
  // some 5 MB lower than at 1.6 (means of three and six runs), and the time the same.
  '--heap-growing-percent=40',
  // Where many of a function's objects outlive a collection, because it falls into the middle of a page, V8 makes those
  // to come old from the start. They die with the page all the same, take along whatever they point to, and old objects
  // are collected twice as often: a tenth of the processor time, and 10 MB, in one run, and not in the next.
  '--no-allocation-site-pretenuring',
]

/** With the tables of detection in memory, there is room for little else. */
const withTables = {
  // Megabytes of young objects of a worker: most of a page's die before that many are there (V8 takes the next power of
  // two). With 4 the processor time is some 5 % more; with 16 it is the same, and memory 20 MB more.
  young: 8,
  // Pieces of so many bytes, such as a page, are given back once they are free, and so is what is free at the end of the
  // place for them: the C library raises both bounds to 64 MB by itself. It saves 25 MB, for two hundredths of the time.
  piece: 32_768,
  rest: 32_768,
}

/**
 * With 32 a worker that runs out of memory takes the program with it: Node gives it 16 MB more, in which what survives
 * its last collection has to find room.
 */
const withoutTables = {young: 16, piece: 262_144, rest: 524_288}

/** Starts this process over with these settings, in its place: the same id, the same streams. Returns where it cannot, or has. */
export const startLean = () => {
  const {execve, execPath, execArgv, argv, env, platform, connected} = process
  if (!execve || platform === 'win32' || connected) return
  const {young, piece, rest} = argv.includes('--no-detect') ? withoutTables : withTables
  if (execArgv.includes(flag)) {
    for (const each of laterFlags) v8.setFlagsFromString(each)
    // For the threads that are started from now on.
    v8.setFlagsFromString(`--max-semi-space-size=${young}`)
    return
  }
  execve.call(process, execPath, [execPath, flag, ...execArgv, ...argv.slice(1)], {
    // One place for what is not JavaScript: else each of a dozen threads keeps the most it ever needed.
    MALLOC_ARENA_MAX: '1',
    MALLOC_MMAP_THRESHOLD_: String(piece),
    MALLOC_TRIM_THRESHOLD_: String(rest),
    ...env,
  })
}
