/** Exit codes: could not do its job; another run holds the output folder (EX_TEMPFAIL of sysexits.h). */
export const failed = 2
export const tryAgain = 75

/** Failures that are the caller's to mend; told by name, so that no module is loaded for its error alone. */
const expected: ReadonlySet<string> = new Set([
  'UsageError',
  'PathError',
  'RuleFileError',
  'StartError',
  'HeldError',
  'UnwritableError',
  'GitError',
])

/** Whether one line says it all; what the system refused (`EACCES: …`) leaves nothing of ours to trace. */
export const isExpected = (error: unknown): error is Error =>
  error instanceof Error && (expected.has(error.name) || 'syscall' in error)

export const failureCode = (error: Error): number => (error.name === 'HeldError' ? tryAgain : failed)

/** The exit code of a run that was stopped: as shells tell signals, or `tryAgain` when its time was over. */
export const stoppedCode = (signal: AbortSignal): number =>
  signal.reason === 'SIGINT' ? 130 : signal.reason === 'SIGTERM' ? 143 : tryAgain
