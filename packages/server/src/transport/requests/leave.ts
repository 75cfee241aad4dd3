import type { RequestHandler } from '../request-handler.js'

export const leave: RequestHandler<'leave'> = {
  needsRoom: false,
  async run({ room }, connection, { presence, typing }) {
    await connection.exit(room)
    await presence.leave(room, connection.id)
    typing.set(room, connection.user, false)
    return {}
  },
}
