// Calls the API with the session, which lasts as long as the tab and an hour at most. The admin key is never kept.

import { h } from './element.js'

const KEY = 'chat-admin-session'

let onEnd = () => {}

/** Told when the session has ended. */
export function whenSessionEnds(listener) {
  onEnd = listener
}

export function readSession() {
  try {
    const session = JSON.parse(sessionStorage.getItem(KEY) ?? 'null')
    return session && Date.parse(session.expiresAt) > Date.now() ? session.token : undefined
  } catch {
    return undefined
  }
}

export function endSession() {
  sessionStorage.removeItem(KEY)
  onEnd()
}

/** Throws an Error with a sentence for the operator. */
export async function signIn(adminKey) {
  // A header takes no other characters, so this is no key.
  if (!/^[\x21-\x7e]+$/.test(adminKey)) throw new Error('This is not the admin key.')
  const response = await reach('/admin/session', {
    method: 'POST',
    headers: { Authorization: `Bearer ${adminKey}` },
  })
  if (response.status === 401) throw new Error('This is not the admin key.')
  if (!response.ok) throw await failureOf(response)
  sessionStorage.setItem(KEY, JSON.stringify(await response.json()))
}

async function reach(address, options) {
  try {
    return await fetch(address, options)
  } catch {
    throw new Error('The server cannot be reached now. Try again.')
  }
}

/** In the server's words; what stands in front of it, as a proxy does, has others. */
async function failureOf(response) {
  try {
    return new Error((await response.json()).error.message)
  } catch {
    return new Error(`The server cannot do this now (status ${response.status}). Try again.`)
  }
}

/** `call('GET /rooms')`. Throws an Error with a sentence for the operator. */
export async function call(place, body) {
  const response = await request(place, body)
  return response.status === 204 ? undefined : response.json()
}

/**
 * Saves what the path answers with as a file, and tells how many bytes there are meanwhile. Resolves with whether there was
 * anything to save. Throws an Error with a sentence for the operator, and then nothing is saved: half of it would be
 * taken for all there is.
 */
export async function save(path, fileName, onBytes) {
  const { body } = await request(`GET ${path}`)
  let bytes = 0
  const counted = new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength
      onBytes(bytes)
      controller.enqueue(chunk)
    },
  })
  let file
  try {
    file = await new Response(body.pipeThrough(counted)).blob()
  } catch {
    throw new Error('The export broke off, and nothing was saved. Try again.')
  }
  if (file.size === 0) return false
  const href = URL.createObjectURL(file)
  h('a', { href, download: fileName }).click()
  // Not at once: the browser may not have begun to read it.
  setTimeout(() => URL.revokeObjectURL(href), 60_000)
  return true
}

async function request(place, body) {
  const [method, path] = place.split(' ')
  const response = await reach(`/api${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${readSession() ?? ''}`,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (response.status === 401) {
    endSession()
    throw new Error('The session has ended; sign in again.')
  }
  if (!response.ok) throw await failureOf(response)
  return response
}

/** Does what a moderator can do in a room. */
export function act(room, action, reason) {
  return call(`POST ${roomPath(room)}/actions`, { action, ...(reason && { reason }) })
}

export function roomPath(room) {
  return `/rooms/${encodeURIComponent(room)}`
}

export function userPath(id) {
  return `/users/${encodeURIComponent(id)}`
}

/** The path with those of the parameters that have a value. */
export function withQuery(path, parameters) {
  const given = Object.entries(parameters).filter(
    ([, value]) => value !== undefined && value !== '',
  )
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}
