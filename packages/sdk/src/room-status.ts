/**
 * - `idle`: not joined yet.
 * - `joining`: asked for; waits for the connection and the answer.
 * - `joined`: in the room, up to date.
 * - `recovering`: was joined; waits for the connection and for what was missed.
 * - `refused`: the server would not have us, or put us out. `join()` asks again.
 * - `left`: over. `client.room(name)` gives a new one.
 */
export type RoomStatus = 'idle' | 'joining' | 'joined' | 'recovering' | 'refused' | 'left'

export type RoomSignal = 'join' | 'admitted' | 'cut' | 'refused' | 'leave'

const TRANSITIONS: Record<RoomStatus, Partial<Record<RoomSignal, RoomStatus>>> = {
  idle: { join: 'joining', leave: 'left' },
  joining: { admitted: 'joined', refused: 'refused', leave: 'left' },
  joined: { cut: 'recovering', refused: 'refused', leave: 'left' },
  recovering: { admitted: 'joined', refused: 'refused', leave: 'left' },
  refused: { join: 'joining', leave: 'left' },
  left: {},
}

/** The status after `signal`. A signal that means nothing in a status leaves it as it is. */
export function transition(status: RoomStatus, signal: RoomSignal): RoomStatus {
  return TRANSITIONS[status][signal] ?? status
}
