import type { Message } from '@chat/sdk'

/** What the visitor can do; handed down to the parts. */
export type Actions = {
  setDraft: (text: string) => void
  send: (text: string) => void
  retry: (id: string) => void
  discard: (id: string) => void
  startEdit: (message: Message) => void
  cancelEdit: () => void
  saveEdit: (text: string) => void
  delete: (id: string) => void
  setName: (name: string) => void
  setTyping: (on: boolean) => void
  showOlder: () => void
  reconnect: () => void
  rejoin: () => void
}
