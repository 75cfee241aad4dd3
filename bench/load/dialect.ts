/** How a server is spoken to. All carry Socket.IO's text packets; the job is the same. */
export type Dialect = {
  /** Whether connections open with the Engine.IO and Socket.IO handshakes. */
  hasHandshake: boolean
  /** Whether a `session` push follows the handshake, before which nothing may be asked. */
  hasSession: boolean
  /** The push that carries messages. */
  delivery: string
}

export const dialects = {
  chat: { hasHandshake: true, hasSession: true, delivery: 'events' },
  'socket.io': { hasHandshake: true, hasSession: false, delivery: 'message' },
  ws: { hasHandshake: false, hasSession: false, delivery: 'message' },
} satisfies Record<string, Dialect>

export type DialectName = keyof typeof dialects
