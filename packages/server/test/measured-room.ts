import type { ChatServerOptions, Measures } from '../src/index.js'
import { startServer } from './running-server.js'
import { arriveSeasoned, SECRET } from './seasoned-visitor.js'
import { site } from './site.js'
import { Visitor } from './visitor.js'

export const room = 'tea'

/** A server with these measures, and the ways into its room. */
export async function startRoom(measures: Partial<Measures>, options: ChatServerOptions = {}) {
  const server = await startServer({
    secret: SECRET,
    trustedProxies: ['loopback'],
    identity: site.identity,
    ...options,
    moderation: { measures, ...options.moderation },
  })
  const enter = async (auth: object = {}) => {
    const visitor = await Visitor.arrive(server.url, auth)
    await visitor.request('join', { room })
    return visitor
  }
  return {
    server,
    enter,
    /** Somebody long known, in a network of their own. */
    enterSeasoned: async (name: string, network: number) => {
      const visitor = await arriveSeasoned(server.url, name, network)
      await visitor.request('join', { room })
      return visitor
    },
    enterModerator: async (name: string) =>
      enter({ identity: await site.sign({ sub: name, name, role: 'moderator' }) }),
  }
}
