import type { RequestHandler } from '../request-handler.js'

export const typing: RequestHandler<'typing'> = {
  rate: 'typing',
  needsRoom: true,
  async run({ room, on }, connection, { sanctions, typing: live }) {
    const role = connection.roleIn(room)
    if (on && !role) sanctions.mustNotBeMuted(connection.person, room)
    live.set(room, connection.userIn(room), on)
    return {}
  },
}
