import { ChatError } from '@chat/protocol'
import type { RateLimitKind } from './rate-limit.js'

const COUNTED: Record<RateLimitKind, string> = {
  message: 'messages',
  change: 'edits, deletions or reactions',
  join: 'joins',
  history: 'requests for older messages',
  typing: 'typing signals',
  report: 'reports',
  moderate: 'actions',
  password: 'passwords tried',
  name: 'changes of name',
  handshake: 'connections',
  api: 'requests',
  admin: 'wrong keys',
}

/** What somebody is told who asked too often. */
export function createRefusal(kind: RateLimitKind, msBeforeNext: number): ChatError {
  const retryAfter = Math.max(1, msBeforeNext)
  const seconds = Math.ceil(retryAfter / 1_000)
  const message = `Too many ${COUNTED[kind]}; try again in ${seconds} s.`
  return new ChatError('rate_limited', message, { retryAfter })
}
