import { UsageError } from './usage-error.js'

/** A value, and how its source is called in a message. */
export type Given = { value: string; source: string }

/** What a flag says, or else its variable. */
export function toGiven(
  { flag, value, variable }: { flag: string; value: string | undefined; variable: string },
  env: NodeJS.ProcessEnv,
): Given | undefined {
  if (value !== undefined) return { value, source: `--${flag}` }
  const ofVariable = env[variable]
  return ofVariable === undefined ? undefined : { value: ofVariable, source: variable }
}

export function wrong({ value, source }: Given, allowed: string): UsageError {
  return new UsageError(`${source} must be ${allowed}, not "${value}".`)
}

export function readFilled(given: Given, what: string): string {
  if (given.value.trim() !== '') return given.value
  throw wrong(given, what)
}

export function readUrl(given: Given): string {
  if (URL.canParse(given.value) && /^https?:$/.test(new URL(given.value).protocol)) {
    return given.value
  }
  throw wrong(given, 'an http or https address')
}
