import { ChatError } from '@chat/protocol'
import type { RequestHandler } from '../request-handler.js'

export const name: RequestHandler<'name'> = {
  rate: 'name',
  needsRoom: false,
  async run(payload, connection, { users, presence, tokens, names }) {
    const { identity, since } = connection.socket.data
    if (identity?.name !== undefined) {
      throw new ChatError('forbidden', 'Your name is the one that the site has for you.')
    }
    const user = { ...connection.user, name: payload.name }
    // On all connections that they have; and in rooms that they come into meanwhile.
    const looked = new Set<string>()
    const nextRoom = () =>
      [...connection.rooms, ...presence.roomsOf(user.id)].find((room) => !looked.has(room))
    for (let room = nextRoom(); room !== undefined; room = nextRoom()) {
      looked.add(room)
      if (!connection.roleIn(room)) await names.mustBeFree(room, user)
    }
    const token = tokens.issue({ user, since, isOfSite: identity !== undefined })
    users.rename(user)
    await presence.rename(user)
    return { user, token }
  },
}
