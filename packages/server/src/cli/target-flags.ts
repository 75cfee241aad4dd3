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

/** Seconds, of at least `min` and at most `max`; undefined: it is not said. @throws UsageError */
export function readFor(
  value: string | undefined,
  { min, max }: { min: string; max: string },
): number | undefined {
  if (value === undefined) return undefined
  const [seconds = NaN, least = 0, most = 0] = [value, min, max].map(readDuration)
  if (seconds >= least && seconds <= most) return seconds
  const allowed = `a duration from ${min} to ${max}, such as 90s, 15m, 12h or 30d`
  throw wrong({ value, source: '--for' }, allowed)
}
