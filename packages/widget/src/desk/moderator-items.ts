import type { Message } from '@chat/sdk'
import { moderate } from '@chat/sdk/moderation'
import { attempt } from '../tools/attempt.js'
import { focusList } from '../tools/focus-list.js'
import type { MenuItem, Viewer } from '../tools/message-items.js'
import type { DeskWords } from './desk-words.js'
import { drawSanctionPopup } from './sanction-form.js'

const isOthers = (message: Message, { user, role }: Viewer) =>
  role !== undefined && message.user.id !== user?.id

/** What only moderators and hosts can do with a message of somebody else. */
export const moderatorItems = (words: () => DeskWords): readonly MenuItem[] => [
  {
    name: 'delete-as-moderator',
    label: (locale) => locale.delete,
    isFor: isOthers,
    choices: [
      {
        label: ({ deleteForAll }) => deleteForAll,
        run: (host, { id }) => {
          focusList(host.root)
          void attempt(host, ({ room }) => moderate(room).delete(id), words().deleted)
        },
      },
    ],
  },
  {
    name: 'sanction',
    label: () => words().sanction,
    // Moderators and hosts are not bound by what others of them impose.
    isFor: (message, viewer) => isOthers(message, viewer) && !message.user.role,
    run: (host, { user }, opener) =>
      host.open(opener, (onDone) => drawSanctionPopup({ host, words: words(), user, onDone })),
  },
]
