import { ChatError } from '@chat/protocol'
import type { RequestHandler } from '../request-handler.js'
import { readRoom } from './read-room.js'

export const join: RequestHandler<'join'> = {
  rate: 'join',
  needsRoom: false,
  async run({ room, password, ...from }, connection, services) {
    const { door, limits, presence } = services
    const maxMembers = await door.mayEnter(room, {
      person: connection.person,
      role: connection.roleIn(room),
      isIdentified: connection.isIdentifiedIn(room),
      password,
    })
    const isNew = !connection.rooms.has(room)
    if (isNew && connection.rooms.size >= limits.roomsPerConnection) {
      throw new ChatError(
        'forbidden',
        `A connection can be in at most ${limits.roomsPerConnection} rooms; leave one first.`,
      )
    }
    // First the live packets, then the log: what is stored between the two arrives both ways, never neither.
    await connection.enter(room)
    try {
      await presence.join(room, connection.id, connection.userIn(room), maxMembers)
      // The connection may have been lost meanwhile; nobody else would take its member out again.
      if (!connection.socket.connected) await presence.disconnect(connection.id)
      // So may the room have been left.
      else if (!connection.rooms.has(room)) await presence.leave(room, connection.id)
      if (connection.roleIn(room)) services.queue.note(room)
      return await readRoom(room, from, { connection, services })
    } catch (error) {
      if (isNew) {
        await connection.exit(room)
        await presence.leave(room, connection.id)
      }
      throw error
    }
  },
}
