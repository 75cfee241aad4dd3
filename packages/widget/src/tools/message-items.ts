import type { Message, User } from '@chat/sdk'
import { copyText } from './copy-text.js'
import { focusList } from './focus-list.js'
import { ignore } from './ignore.js'
import { drawReactionList } from './reaction-list.js'
import { drawReportForm } from './report-form.js'
import type { FullLocale } from './tool-words.js'
import type { ToolsHost } from './tools.js'

/** Who looks at a message, and what the room lets them do. */
export type Viewer = { user: User | undefined; role: User['role']; isReadOnly: boolean }

/** What is done with a message: the menu is closed by then, and `opener` has the focus. */
type Run = (host: ToolsHost, message: Message, opener: HTMLElement) => void

/** Something to be done with a message. */
export type MenuItem = {
  name: string
  label: (locale: FullLocale) => string
  /** Whether it is there for somebody to whom this message is shown. */
  isFor: (message: Message, viewer: Viewer) => boolean
} & (
  | { run: Run }
  /** Asked once more, with a button each: what cannot be undone, or comes in several ways. */
  | { choices: readonly { label: (locale: FullLocale) => string; run: Run }[] }
)

const isOwn = (message: Message, { user }: Viewer) => message.user.id === user?.id
const isOthers = (message: Message, viewer: Viewer) => !isOwn(message, viewer)
const mayWrite = ({ isReadOnly, role }: Viewer) => !isReadOnly || role !== undefined

/** All that a menu may have, in its order. */
const ITEMS: readonly MenuItem[] = [
  {
    name: 'reply',
    label: ({ reply }) => reply,
    isFor: (_, viewer) => mayWrite(viewer),
    run: ({ actions }, message) => actions.startReply(message),
  },
  {
    name: 'copy',
    label: ({ copy }) => copy,
    isFor: ({ hidden }) => !hidden,
    run: ({ actions, layer, locale }, { text }) => {
      const { copied, notCopied } = locale()
      void copyText(text, layer).then((isCopied) => actions.say(isCopied ? copied : notCopied))
    },
  },
  {
    name: 'reactions',
    label: ({ whoReacted }) => whoReacted,
    isFor: ({ reactions }) => reactions !== undefined,
    run: (host, { id }, opener) =>
      host.open(opener, (onDone) => drawReactionList(host, id, onDone)),
  },
  {
    name: 'edit',
    label: ({ edit }) => edit,
    isFor: (message, viewer) => !message.hidden && isOwn(message, viewer) && mayWrite(viewer),
    run: ({ actions }, message) => actions.startEdit(message),
  },
  {
    name: 'delete',
    label: (locale) => locale.delete,
    isFor: isOwn,
    choices: [
      {
        label: ({ deleteForAll }) => deleteForAll,
        run: ({ actions, root }, { id }) => {
          focusList(root)
          actions.delete(id)
        },
      },
    ],
  },
  {
    name: 'ignore',
    label: ({ ignore }) => ignore,
    isFor: isOthers,
    run: (host, { user }) => {
      const { actions, root, locale } = host
      focusList(root)
      ignore(host, user, true)
      actions.say(locale().ignored(user.name))
    },
  },
  {
    name: 'report',
    label: ({ report }) => report,
    isFor: (message, viewer) => isOthers(message, viewer) && !viewer.role,
    run: (host, message, opener) =>
      host.open(opener, (onDone) => drawReportForm(host, message, onDone)),
  },
]

/** What this viewer can do with the message, `more` for moderators; nothing with one that is deleted. */
export function itemsFor(
  message: Message,
  viewer: Viewer,
  more: readonly MenuItem[] = [],
): MenuItem[] {
  return message.deleted ? [] : [...ITEMS, ...more].filter(({ isFor }) => isFor(message, viewer))
}

/** Whether they can react to it. */
export function canReact(message: Message, viewer: Viewer): boolean {
  return !message.deleted && !message.hidden && mayWrite(viewer)
}
