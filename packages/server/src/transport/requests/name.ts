import type { RequestHandler } from '../request-handler.js'

export const name: RequestHandler<'name'> = {
  rate: 'name',
  needsRoom: false,
  async run(payload, connection, { users, presence, tokens }) {
    const user = { ...connection.user, name: payload.name }
    const token = await tokens.issue(user, connection.person.since)
    users.rename(user)
    await presence.rename(user)
    return { user, token }
  },
}
