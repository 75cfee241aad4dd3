import type { RequestHandler } from '../request-handler.js'
import { readRoom } from './read-room.js'

export const sync: RequestHandler<'sync'> = {
  rate: 'join',
  needsRoom: true,
  run({ room, ...from }, connection, services) {
    return readRoom(room, from, { connection, services })
  },
}
