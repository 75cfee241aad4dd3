import type { ErrorCode } from '@chat/sdk'

/** Every word that a room says, in one language; what has placeholders is a function here. */
export type Locale = RoomWords & Partial<ToolWords>

type RoomWords = {
  people: (count: number) => string
  newMessages: (count: number) => string
  latest: string
  typing: (names: readonly string[]) => string
  charactersLeft: (count: number) => string
  charactersOver: (count: number) => string
  replyTo: (name: string) => string
  earlierMessage: string
  unread: string
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
  held: string
  hidden: string
  ends: (time: string) => string
  reason: (text: string) => string
  enter: string
  moderator: string
  host: string
  moderating: string
  moderatingEnded: string
  failed: string
  retry: string
  discard: string
  more: string
  you: string
  changeName: string
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
  notLoaded: string
  /**
   * What failed, why, and in how many seconds it may be tried again: 0 where that is not known. Where English has
   * nothing to add, the error's own message is shown.
   */
  errors: Partial<Record<ErrorCode, (seconds: number) => string>>
  /** Where English, which the launcher knows by itself, is not what it is to say. */
  launcher: Partial<LauncherWords>
}

/** What is said by what is loaded when it is first used, which has the English of it. */
export type ToolWords = {
  reply: string
  copy: string
  copied: string
  notCopied: string
  edit: string
  delete: string
  deleteForAll: string
  password: string
  wrongPassword: string
  report: string
  reportSpam: string
  reportAbuse: string
  reportOther: string
  reportMore: string
  reported: string
  ignore: string
  ignored: (name: string) => string
  unignore: string
  react: string
  moreReactions: string
  back: string
  yourName: string
  whoIsHere: string
  whoReacted: string
  /** Ends a list of names. */
  otherPeople: (count: number) => string
  morePeople: (count: number) => string
  unlisted: string
  close: string
  looking: string
  gone: string
}

/** What `<chat-launcher>` says. */
type LauncherWords = {
  /** Its name, where the page gives it no `label`. */
  chat: string
  close: string
  alerts: string
  sound: string
  notifications: string
  blocked: string
}

type All = RoomWords & ToolWords
type Word = Exclude<keyof All, 'errors' | 'launcher'>
type SpokenWord = { [W in Word]: All[W] extends string ? never : W }[Word]

/** The placeholders of each word that has some, in the order of what its function takes. */
export const PLACEHOLDERS = {
  people: ['count'],
  newMessages: ['count'],
  typing: ['names'],
  charactersLeft: ['count'],
  charactersOver: ['count'],
  replyTo: ['name'],
  sayOf: ['name', 'text'],
  otherPeople: ['count'],
  morePeople: ['count'],
  ends: ['time'],
  reason: ['text'],
  ignored: ['name'],
} as const satisfies Record<SpokenWord, readonly string[]>

/**
 * A sentence with placeholders, such as `'{count} people'`; or one for each number: by the number itself, else by the
 * form that the language has for it (`Intl.PluralRules`), else `other`.
 */
export type Pattern =
  | string
  | ({ readonly other: string } & { readonly [form in Intl.LDMLPluralRule | number]?: string })

type Words = { readonly [W in Word]: All[W] extends string ? string : Pattern | All[W] }
type Errors = { readonly [code in ErrorCode]: Pattern | ((seconds: number) => string) }

/** All words of a language, as its file says them. */
export type Strings = Words & {
  readonly errors: Errors
  readonly launcher: Readonly<LauncherWords>
}

/** Words of a site's own, in place of the widget's. */
export type ChatStrings = Partial<Words> & {
  readonly errors?: Partial<Errors>
  readonly launcher?: Partial<LauncherWords>
}
