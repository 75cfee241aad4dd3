import type { Message, User } from '@chat/sdk'
import { copyText } from './copy-text.js'
import { focusList } from './focus-list.js'
import type { FullLocale } from './tool-words.js'
import type { ToolsHost } from './tools.js'

/** Who looks at a message, and what the room lets them do. */
export type Viewer = { user: User | undefined; isReadOnly: boolean }

/** Something to be done with a message. */
export type MenuItem = {
  name: string
  label: (locale: FullLocale) => string
  /** Whether it is there for somebody to whom this message is shown. */
  isFor: (message: Message, viewer: Viewer) => boolean
  /** What the button says that does it, where that is asked once more. */
  confirm?: (locale: FullLocale) => string
  /** The menu is closed by then, and what opened it has the focus. */
  run: (host: ToolsHost, message: Message) => void
}

const isOwn = (message: Message, { user }: Viewer) => message.user.id === user?.id
const mayWrite = ({ isReadOnly, user }: Viewer) => !isReadOnly || user?.role !== undefined

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
    isFor: () => true,
    run: ({ actions, layer, locale }, { text }) => {
      const { copied, notCopied } = locale()
      void copyText(text, layer).then((isCopied) => actions.say(isCopied ? copied : notCopied))
    },
  },
  {
    name: 'edit',
    label: ({ edit }) => edit,
    isFor: (message, viewer) => isOwn(message, viewer) && mayWrite(viewer),
    run: ({ actions }, message) => actions.startEdit(message),
  },
  {
    name: 'delete',
    label: (locale) => locale.delete,
    isFor: isOwn,
    confirm: ({ deleteForAll }) => deleteForAll,
    run: ({ actions, root }, { id }) => {
      focusList(root)
      actions.delete(id)
    },
  },
]

/** What this viewer can do with the message; nothing with one that is deleted. */
export function itemsFor(message: Message, viewer: Viewer): MenuItem[] {
  return message.deleted ? [] : ITEMS.filter(({ isFor }) => isFor(message, viewer))
}

/** Whether they can react to it. */
export function canReact(message: Message, viewer: Viewer): boolean {
  return !message.deleted && mayWrite(viewer)
}
