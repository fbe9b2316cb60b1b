/** The tool was asked for something it cannot do: exit code 2, the message alone, no stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
