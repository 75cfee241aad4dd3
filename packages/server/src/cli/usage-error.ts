/** A mistake of whoever called the command: one line, exit code 2. */
export class UsageError extends Error {}
