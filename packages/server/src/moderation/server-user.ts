import type { User } from '@chat/protocol'

/** Who the server itself is where it acts in a room. */
export const SERVER_USER: User = { id: 'server', name: 'Server', role: 'host' }
