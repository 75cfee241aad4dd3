import { ChatError, type Message } from '@chat/protocol'
import { vi } from 'vitest'
import { Outbox } from '../src/outbox.js'
import type { SendRequest } from '../src/request.js'

type Asked = {
  name: string
  id: string
  resolve: (answer: unknown) => void
  reject: (e: unknown) => void
}

/** An outbox, and the server's side of it: what was asked, to be answered by the test. */
export function makeOutbox() {
  const asked: Asked[] = []
  const state = { canSend: true, found: undefined as Message | undefined }
  const request = ((name, payload) =>
    new Promise((resolve, reject) => {
      const { id } = { id: '', ...payload }
      asked.push({ name, id, resolve: resolve as Asked['resolve'], reject })
    })) as SendRequest
  const onNotJoined = vi.fn()
  const outbox: Outbox = new Outbox({
    room: 'r',
    request,
    canSend: () => state.canSend,
    findMessage: () => state.found,
    onStored: (message) => outbox.settle([message], message.seq),
    onNotJoined,
    onChange: () => {},
    random: () => 0.5,
  })
  const add = (id: string) => outbox.addMessage({ id, text: id })
  const states = () => outbox.pending.map(({ id, state: now }) => `${id} ${now}`)
  return { outbox, asked, state, add, states, onNotJoined }
}

/** A message as the server stores it. */
export const message = (id: string, seq = 1): Message => ({
  id,
  seq,
  at: '2030',
  user: { id: 'me', name: 'Me' },
  text: id,
})
export const refusal = (code: ChatError['code'], retryAfter?: number) =>
  new ChatError(code, undefined, { retryAfter })
