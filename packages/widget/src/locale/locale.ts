import type { ErrorCode } from '@chat/sdk'

/** Every word that the widget says, in one language. */
export type Locale = {
  people: (count: number) => string
  newMessages: (count: number) => string
  latest: string
  typing: (names: readonly string[]) => string
  charactersLeft: (count: number) => string
  replyTo: (name: string) => string
  sayOf: (name: string, text: string) => string
  messages: string
  composer: string
  placeholder: string
  send: string
  save: string
  cancel: string
  editing: string
  edited: string
  deleted: string
  pending: string
  sent: string
  failed: string
  retry: string
  discard: string
  more: string
  edit: string
  delete: string
  deleteForAll: string
  you: string
  changeName: string
  yourName: string
  loading: string
  loadingOlder: string
  empty: string
  emptyHint: string
  readOnly: string
  offline: string
  reconnecting: string
  unreachable: string
  tryNow: string
  tryAgain: string
  noServer: string
  noRoom: string
  /** What failed and why; where a code is missing the error's own message is shown. */
  errors: Partial<Record<ErrorCode, (retryInS: number) => string>>
}
