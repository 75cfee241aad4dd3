import { ChatError, isChatError } from '@chat/protocol'
import { createDefaultName } from '../../identity/default-name.js'
import type { Connection } from '../connection.js'
import type { RequestHandler } from '../request-handler.js'
import type { Services } from '../services.js'
import { readRoom } from './read-room.js'

export const join: RequestHandler<'join'> = {
  rate: 'join',
  needsRoom: false,
  // What is asked after it counts on being in the room, or on leaving it.
  startsLate: true,
  async run({ room, password, ...from }, connection, services, onStart = () => {}) {
    const { door, limits, presence, sanctions } = services
    const entering = door.mayEnter(room, {
      person: connection.person,
      role: connection.roleIn(room),
      isIdentified: connection.isIdentifiedIn(room),
      password,
    })
    const maxMembers = await entering.catch((error: unknown) => {
      const isLacking = isChatError(error) && error.code === 'identity_required'
      // Whoever has a fresh identity comes back with it at once, and asks again.
      if (isLacking && connection.isIdentityOver) connection.socket.conn.close()
      throw error
    })
    const isNew = !connection.rooms.has(room)
    if (isNew && connection.rooms.size >= limits.roomsPerConnection) {
      throw new ChatError(
        'forbidden',
        `A connection can be in at most ${limits.roomsPerConnection} rooms; leave one first.`,
      )
    }
    let name: string | undefined
    while (isNew && name !== connection.user.name) {
      name = connection.user.name
      await takeFreeName(room, connection, services)
    }
    // Whoever was banned since they were let in could not be put out yet.
    if (!connection.roleIn(room)) sanctions.mustNotBeBanned(connection.person, room)
    // First the live packets, then the log: what is stored between the two arrives both ways, never neither.
    await connection.enter(room)
    onStart()
    try {
      await presence.join(room, connection.id, connection.userIn(room), maxMembers)
      // The connection may have been lost meanwhile; nobody else would take its member out again.
      if (!connection.socket.connected) await presence.disconnect(connection.id)
      // So may the room have been left.
      else if (!connection.rooms.has(room)) await presence.leave(room, connection.id)
      if (connection.roleIn(room)) services.queue.note(room)
      if (isNew) await noteArrival(room, connection, services)
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

/** Whoever comes with a name that is somebody else's is let in under another: they may be who they say they are. */
async function takeFreeName(
  room: string,
  connection: Connection,
  { names, users, presence }: Services,
): Promise<void> {
  const { user } = connection
  const isGivenBySite = connection.socket.data.identity?.name !== undefined
  if (connection.roleIn(room) || isGivenBySite || !(await names.isTaken(room, user))) return
  const renamed = { ...user, name: createDefaultName() }
  users.rename(renamed)
  await presence.rename(renamed)
  connection.socket.emit('notice', {
    code: 'renamed',
    message: `"${user.name}" is somebody else here: you are called ${renamed.name} until you choose another name.`,
    room,
  })
}

async function noteArrival(
  room: string,
  connection: Connection,
  { names, raids }: Services,
): Promise<void> {
  const user = connection.userIn(room)
  if (user.role) names.keep(room, user)
  else await raids.noteJoin(room, connection.person)
}
