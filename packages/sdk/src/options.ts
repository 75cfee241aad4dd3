import {
  ChatError,
  DEFAULT_LIMITS,
  isDisplayName,
  isLongerThan,
  normaliseDisplayName,
} from '@chat/protocol'
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
  /** Tokens of moderator links, as they stand behind `#moderate=`; the latest 20 count. */
  links?: readonly string[]
  /** Where the session is kept. Default `localStorage`, or memory where that fails; `null`: memory only. */
  storage?: ChatStorage | null
  /** Key of the session in `storage`. Default: derived from `url` and `path`. */
  storageKey?: string
  /** What to connect by, in order of preference. Default `['websocket', 'polling']`. */
  transports?: ('websocket' | 'polling')[]
  /** How long to wait for an answer or a connection, milliseconds. Default 10,000. */
  requestTimeoutMs?: number
  /** Whether the first `join` or `setName` connects. Default true; otherwise nothing happens before `connect()`. */
  autoConnect?: boolean
}

/** The options checked, with every default in its place. */
export type ResolvedOptions = Required<
  Omit<ChatClientOptions, 'url' | 'name' | 'identity' | 'links' | 'storage'>
> &
  Pick<ChatClientOptions, 'name' | 'identity' | 'links' | 'storage'> & { origin: string }

/** Throws `invalid_payload` (or `too_long`, for the name), saying which option is wrong and why. */
export function resolveOptions(options: ChatClientOptions): ResolvedOptions {
  const {
    path = '/socket.io/',
    transports = ['websocket', 'polling'],
    requestTimeoutMs = 10_000,
    autoConnect = true,
  } = options
  const origin = resolveOrigin(options.url ?? globalThis.location?.origin)
  if (transports.length === 0) throw invalid('transports: name at least one')
  // Timers hold no more than 31 bits.
  if (!(requestTimeoutMs > 0 && requestTimeoutMs < 2 ** 31)) {
    throw invalid('requestTimeoutMs: a number of milliseconds above 0')
  }
  return {
    ...options,
    ...(options.name !== undefined && { name: checkDisplayName(options.name) }),
    origin,
    path,
    transports,
    requestTimeoutMs,
    autoConnect,
    storageKey: options.storageKey ?? `chat:${origin}${path}`,
  }
}

/** The name in the form that the server takes. Throws `invalid_payload` or `too_long`. */
export function checkDisplayName(typed: string, maxLength = DEFAULT_LIMITS.nameLength): string {
  const name = normaliseDisplayName(String(typed))
  if (isLongerThan(name, maxLength)) {
    throw new ChatError('too_long', `A name has at most ${maxLength} characters.`)
  }
  if (!isDisplayName(name)) throw invalid('name: something visible, in one line')
  return name
}

function resolveOrigin(url: string | undefined): string {
  if (url === undefined || url === 'null') {
    throw invalid('url: there is no page here whose origin could be taken; name the server')
  }
  let parsed
  try {
    parsed = new URL(url)
  } catch (cause) {
    throw invalid(`url: "${url}" is not an absolute URL`, cause)
  }
  if (!/^https?:$/.test(parsed.protocol) || parsed.href !== `${parsed.origin}/`) {
    throw invalid(`url: "${url}" is not an http(s) origin; use the option path for a path`)
  }
  return parsed.origin
}

function invalid(message: string, cause?: unknown): ChatError {
  return new ChatError('invalid_payload', `Wrong option: ${message}.`, { cause })
}
