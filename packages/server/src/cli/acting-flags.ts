import { isReason, MAX_REASON } from '@chat/protocol'
import type { OperateOptions } from '../operate.js'
import { DATABASE_FLAGS, readDatabaseFlags } from './database-flags.js'
import { toGiven } from './given.js'
import type { Flags } from './subcommand.js'
import { UsageError } from './usage-error.js'
import { readWebhooksFile } from './webhooks-file.js'

/** Of every subcommand that changes something in rooms. */
export const ACTING_FLAGS = { ...DATABASE_FLAGS, reason: 'string', webhooks: 'string' } as const

export const ACTING_HELP = `  --reason <text>        for the audit trail, and for whoever it is done to
  --webhooks <file>      CHAT_WEBHOOKS, as for the server: else its webhooks are not told`

/** @throws UsageError which flag or variable is wrong, and what is allowed */
export function readActingFlags(
  flags: Flags<typeof ACTING_FLAGS>,
  env: NodeJS.ProcessEnv,
): { database: OperateOptions; reason: string | undefined } {
  const { reason, webhooks: value } = flags
  const webhooks = toGiven({ flag: 'webhooks', value, variable: 'CHAT_WEBHOOKS' }, env)
  if (reason !== undefined && !isReason(reason)) {
    throw new UsageError(`--reason must be a text of at most ${MAX_REASON} characters.`)
  }
  return {
    database: {
      ...readDatabaseFlags(flags, env),
      ...(webhooks && { webhooks: readWebhooksFile(webhooks.value, webhooks.source) }),
    },
    reason,
  }
}
