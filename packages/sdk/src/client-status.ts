/**
 * - `connecting`: on the way to the first connection.
 * - `connected`: connected, with a session.
 * - `reconnecting`: the connection was lost and is being made again.
 * - `suspended`: without success for two minutes; tries go on, every 30 s or so.
 * - `closed`: not connected and not trying: before the first `join` or `connect()`, after `close()`, or refused for good.
 */
export type ClientStatus = 'connecting' | 'connected' | 'reconnecting' | 'suspended' | 'closed'

/**
 * - `connect`: the app wants a connection.
 * - `session`: the server has given a session.
 * - `lost`: the connection ended, or an attempt failed.
 * - `exhausted`: attempts have failed for long.
 * - `close`: the app closed, or the server refused for good.
 */
export type StatusSignal = 'connect' | 'session' | 'lost' | 'exhausted' | 'close'

const TRANSITIONS: Record<ClientStatus, Partial<Record<StatusSignal, ClientStatus>>> = {
  closed: { connect: 'connecting' },
  connecting: { session: 'connected', exhausted: 'suspended', close: 'closed' },
  connected: { lost: 'reconnecting', close: 'closed' },
  reconnecting: { session: 'connected', exhausted: 'suspended', close: 'closed' },
  suspended: { session: 'connected', close: 'closed' },
}

/** The status after `signal`. A signal that means nothing in a status leaves it as it is. */
export function transition(status: ClientStatus, signal: StatusSignal): ClientStatus {
  return TRANSITIONS[status][signal] ?? status
}
