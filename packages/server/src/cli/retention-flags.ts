import type { ChatServerOptions } from '../options.js'
import { readRetention, type RetentionOptions } from '../options/retention-options.js'
import { readDuration } from './duration.js'
import type { Given } from './given.js'
import { UsageError } from './usage-error.js'

export const RETENTION_FLAGS = {
  'keep-for': { variable: 'CHAT_KEEP_FOR', fallback: undefined },
  'keep-messages': { variable: 'CHAT_KEEP_MESSAGES', fallback: undefined },
} as const

export const RETENTION_HELP = `  --keep-for <duration>  CHAT_KEEP_FOR     how long messages are kept: 12h, 30d, 1y    (for good)
  --keep-messages <n>    CHAT_KEEP_MESSAGES  how many of the latest messages of a room are kept
                                                                             (all)`

/** @throws UsageError which flag or variable is wrong, and what is allowed */
export function readRetentionFlags(
  read: (flag: keyof typeof RETENTION_FLAGS) => Given | undefined,
): Pick<ChatServerOptions, 'retention'> {
  const age = read('keep-for')
  const messages = read('keep-messages')
  if (!age && !messages) return {}
  return {
    retention: {
      ...(age && toRetention(age, { maxAgeS: readDuration(age.value) ?? NaN }, AGE)),
      ...(messages && toRetention(messages, { maxMessages: toCount(messages.value) }, COUNT)),
    },
  }
}

const AGE = 'a duration such as 12h, 30d or 1y, from 1m to 100y'
const COUNT = 'a whole number from 1'

function toCount(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : NaN
}

function toRetention(
  { value, source }: Given,
  retention: RetentionOptions,
  allowed: string,
): RetentionOptions {
  try {
    readRetention(retention)
    return retention
  } catch {
    throw new UsageError(`${source} must be ${allowed}, not "${value}".`)
  }
}
