import type { Participant } from './participant.ts'
import type { Recorder } from './recorder.ts'

/** Whether everybody has everything, as far as they themselves can tell. */
export function hasConverged(participants: readonly Participant[], recorder: Recorder): boolean {
  const { made, settled } = recorder.history.promises
  const rooms = participants.flatMap(({ rooms: joined }) => joined)
  const byName = Map.groupBy(rooms, ({ name }) => name)
  return (
    made === settled &&
    participants.every(({ client }) => client.status === 'connected') &&
    rooms.every((room) => {
      const same = byName.get(room.name) ?? []
      return (
        room.status === 'joined' &&
        room.pending.length === 0 &&
        room.members.count === same.length &&
        room.snapshot.seq === Math.max(...same.map(({ snapshot }) => snapshot.seq))
      )
    })
  )
}
