import type { ChatStorage } from './session-storage.js'

export type ChatClientOptions = {
  /** Origin of the server, such as `https://chat.example.com`. Default: the page's own origin, where there is a page. */
  url?: string
  /** Path of the server's endpoint. Default `/socket.io/`. */
  path?: string
  /** Display name for a fresh user, 1–32 code points. A resumed user keeps their own. Default: the server makes one up. */
  name?: string
  /** JWT signed by the host site, or a function that gets one; it is called before every attempt to connect. */
  identity?: string | (() => string | Promise<string>)
  /** Where the session is kept. Default `localStorage`, or memory where that fails; `null`: memory only. */
  storage?: ChatStorage | null
  /** Key of the session in `storage`. Default: derived from `url` and `path`. */
  storageKey?: string
  /** What to connect by, in order of preference. Default `['websocket', 'polling']`. */
  transports?: ('websocket' | 'polling')[]
  /** How long to wait for an answer or a connection, milliseconds. Default 10,000. */
  requestTimeoutMs?: number
  /** Whether the first `join` connects. Default true; otherwise nothing happens before `connect()`. */
  autoConnect?: boolean
}
