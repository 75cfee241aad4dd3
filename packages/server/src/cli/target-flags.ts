import { isRoomName } from '@chat/protocol'
import { readDuration } from './duration.js'
import { wrong } from './given.js'
import { UsageError } from './usage-error.js'

const MAX_ID = 100

/** @throws UsageError */
export function readRoom(value: string | undefined): string {
  if (value === undefined) throw new UsageError('--room must be given: the name of a room.')
  if (isRoomName(value)) return value
  throw wrong({ value, source: '--room' }, 'the name of a room')
}

/** @throws UsageError */
export function readUser(value: string | undefined): string {
  if (value === undefined) throw new UsageError('--user must be given: the id of a user.')
  if (value.trim() !== '' && value.length <= MAX_ID) return value
  throw wrong({ value, source: '--user' }, 'the id of a user')
}

/** Seconds; undefined: for good. @throws UsageError */
export function readFor(value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const seconds = readDuration(value)
  if (seconds !== undefined) return seconds
  throw wrong({ value, source: '--for' }, 'a duration such as 90s, 15m, 12h, 30d or 1y')
}
