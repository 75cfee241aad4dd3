import type { Participant } from './participant.ts'
import type { Recorder } from './recorder.ts'

/** What still keeps everybody from having everything, as far as they themselves can tell; nothing once all have. */
export function findLaggards(
  participants: readonly Participant[],
  recorder: Recorder,
): readonly string[] {
  const { made, settled } = recorder.history.promises
  const found = made === settled ? [] : [`${made - settled} promises have not settled`]
  const places = participants.flatMap(({ name, client, rooms }) =>
    rooms.map((room) => ({ who: `${name} (${client.user?.id}) in ${room.name}`, client, room })),
  )
  const byName = Map.groupBy(places, ({ room }) => room.name)
  for (const { who, client, room } of places) {
    const present = byName.get(room.name) ?? []
    const head = Math.max(...present.map((place) => place.room.snapshot.seq))
    const ids = present.map((place) => place.client.user?.id)
    const strangers = room.members.list.filter(({ id }) => !ids.includes(id))
    if (client.status !== 'connected') found.push(`${who}: the client is ${client.status}`)
    if (room.status !== 'joined') found.push(`${who}: the room is ${room.status}`)
    if (room.pending.length > 0) found.push(`${who}: ${room.pending.length} messages wait`)
    if (room.snapshot.seq < head) found.push(`${who}: is at ${room.snapshot.seq} of ${head}`)
    if (room.members.count !== present.length || strangers.length > 0) {
      const named = strangers.map(({ id, name }) => `${name} (${id})`).join(', ')
      found.push(
        `${who}: sees ${room.members.count} of ${present.length} members; not here: ${named}`,
      )
    }
  }
  return found
}
