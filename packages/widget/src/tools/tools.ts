import type { Message } from '@chat/sdk'
import type { Actions } from '../parts/actions.js'
import type { Words } from '../parts/words.js'
import type { RoomController } from '../room-controller.js'
import { goToMessage } from './go-to-message.js'
import { drawMemberList } from './member-list.js'
import { drawMessageMenu } from './message-menu.js'
import { drawNameForm } from './name-form.js'
import { nameReaction } from './reaction-names.js'
import { Popup } from './popup.js'
import { addToolStyles } from './styles.js'
import { withToolWords, type FullLocale } from './tool-words.js'

/** What the tools are given of the room that they are for. */
export type ToolsOptions = {
  root: ShadowRoot
  /** Where they are drawn; nothing else draws there. */
  layer: HTMLElement
  controller: RoomController
  actions: Actions
  words: () => Words
  /** Draws the messages from this one on, where they are not drawn. */
  drawFrom: (message: Message) => void
}

/** What the tools stand on: the room, and the words that are theirs as well. */
export type ToolsHost = ToolsOptions & { locale: () => FullLocale }

/** What a visitor does now and then with a room. Each opens beside its `opener`, which has the focus back afterwards. */
export type Tools = {
  toggleMenu: (message: Message, opener: HTMLElement) => void
  toggleMembers: (opener: HTMLElement) => void
  toggleNaming: (opener: HTMLElement) => void
  /** Shows the message, loading what is older for as long as it is not there. Resolves with whether it is shown. */
  goTo: (id: string, isFocused: boolean) => Promise<boolean>
  /** Says who has reacted with this emoji, in the `title` of the button that counts them. */
  nameReaction: (id: string, emoji: string, button: HTMLElement) => void
  /** Something of the room is another. */
  update: () => void
  close: () => void
}

/** What this file is to those who load it. */
export type ToolsFile = { createTools: (options: ToolsOptions) => Tools }

export function createTools(options: ToolsOptions): Tools {
  const host: ToolsHost = { ...options, locale: () => withToolWords(options.words().locale) }
  const popup = new Popup(options.root, options.layer)
  const close = () => popup.close()
  addToolStyles(options.root)
  return {
    toggleMenu: ({ id }, opener) =>
      popup.toggle(opener, () => drawMessageMenu(host, { id, opener, onDone: close })),
    toggleMembers: (opener) => popup.toggle(opener, () => drawMemberList(host, close)),
    toggleNaming: (opener) => popup.toggle(opener, () => drawNameForm(host, close)),
    goTo: (id, isFocused) => goToMessage(host, id, isFocused),
    nameReaction: (id, emoji, button) => nameReaction(host, { id, emoji, button }),
    update: () => popup.draw(),
    close: () => popup.leave(),
  }
}
