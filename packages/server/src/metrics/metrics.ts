import type { ErrorCode, RequestName, RoomEvent } from '@chat/protocol'

/** Told of what happens, as it happens. Counts and times alone: never of whom, in which room, or what was said. */
export interface Metrics {
  /** A connection got its session. */
  connected(): void
  connectionRefused(code: ErrorCode): void
  requested(name: RequestName): void
  requestRefused(code: ErrorCode): void
  /** The store committed a batch of appends, or refused each by the rules. */
  committed(seconds: number, appends: number): void
  commitFailed(): void
  /** New events of rooms are stored. */
  appended(events: ReadonlyMap<string, readonly RoomEvent[]>): void
  /** Events on their way to connections of this process: one for each event and connection. */
  delivered(count: number): void
  /** A connection that did not keep up was cut off. */
  cutOff(): void
}
