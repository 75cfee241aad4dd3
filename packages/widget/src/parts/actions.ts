import type { Message } from '@chat/sdk'
import type { Tools } from '../tools/tools.js'

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
  /** The next message answers this one, or none. */
  startReply: (message: Message | undefined) => void
  react: (id: string, emoji: string, on: boolean) => void
  /** Does it with what is loaded when it is first used; `opener`, where one was clicked, shows that it is on its way. */
  withTools: (use: (tools: Tools) => unknown, opener?: HTMLElement) => void
  /** Tells the visitor, in the status line. */
  say: (text: string) => void
  setName: (name: string) => void
  setTyping: (on: boolean) => void
  showOlder: () => void
  /** Draws more of what is loaded below. */
  showNewer: () => void
  showLatest: () => void
  reconnect: () => void
  /** Asks again to be let in, with the password where the room wants one. Resolves with whether that is so. */
  rejoin: (password?: string) => Promise<boolean>
}
