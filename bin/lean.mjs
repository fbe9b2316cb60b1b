/**
 * What keeps a run over a folder small, and can be said only as a process starts. V8 and the C library are made for
 * servers that have the machine to themselves: with these settings 500 pages of WCXB (`npm run bench:html -- --speed`)
 * take some 240 MB with detection and 225 without, pages of 5 MB among them; with V8's own over 400.
 */

/** With the tables of detection in memory, there is room for little else. */
const withTables = {
  // Young objects, in MB: most of a page's die before that many are there. With 12 the processor time is some 12 % less,
  // and memory 20 MB more; with 8 memory is 10 MB more, and the time the same within what it varies.
  young: 4,
  // Old objects are collected at 1.6 times of what is in use, not at up to four times: at 1.4 the time is more and the
  // memory no less.
  growing: 60,
  // Pieces of so many bytes, such as a page, are given back once they are free, and so is what is free at the end of the
  // place for them: the C library raises both bounds to 64 MB by itself. It saves 25 MB, for two hundredths of the time.
  piece: 32_768,
  rest: 32_768,
}

/** A seventh of the processor time less, for the memory that the tables would take; with 16 it is over 250 MB at times. */
const withoutTables = {young: 12, growing: 60, piece: 262_144, rest: 524_288}

/** Starts this process over with these settings, in its place: the same id, the same streams. Returns where it cannot, or has. */
export const startLean = () => {
  const {execve, execPath, execArgv, argv, env, platform, connected} = process
  if (!execve || platform === 'win32' || connected) return
  const {young, growing, piece, rest} = argv.includes('--no-detect') ? withoutTables : withTables
  const flags = [`--max-semi-space-size=${young}`, `--heap-growing-percent=${growing}`]
  if (execArgv.includes(flags[0])) return
  execve.call(process, execPath, [execPath, ...flags, ...execArgv, ...argv.slice(1)], {
    // One place for what is not JavaScript: else each of a dozen threads keeps the most it ever needed.
    MALLOC_ARENA_MAX: '1',
    MALLOC_MMAP_THRESHOLD_: String(piece),
    MALLOC_TRIM_THRESHOLD_: String(rest),
    ...env,
  })
}
