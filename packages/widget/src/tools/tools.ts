import type { Message } from '@chat/sdk'
import type { VNode } from 'preact'
import type { DeskTools } from '../desk/desk-tools.js'
import type { Actions } from '../parts/actions.js'
import type { Words } from '../parts/words.js'
import type { RoomController } from '../room-controller.js'
import { goToMessage } from './go-to-message.js'
import { drawMemberList } from './member-list.js'
import { drawMessageMenu } from './message-menu.js'
import { drawNameForm } from './name-form.js'
import { nameReaction } from './reaction-names.js'
import { drawPasswordForm } from './password-form.js'
import { Popup } from './popup.js'
import { LazyDesk } from './lazy-desk.js'
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
export type ToolsHost = ToolsOptions & {
  locale: () => FullLocale
  /** Opens something for `opener`; `draw` is given what closes it. */
  open: (opener: HTMLElement, draw: (close: () => void) => VNode | undefined) => void
  /** Draws what is open as it is now. */
  redraw: () => void
  /** What moderators alone have; undefined for everybody else, and until it is loaded. */
  desk: () => DeskTools | undefined
}

/**
 * What a visitor does now and then with a room. Each opens beside its `opener`, which has the focus back afterwards.
 * Those that promise load more first, and reject where that cannot be had.
 */
export type Tools = {
  toggleMenu: (message: Message, opener: HTMLElement) => Promise<void>
  toggleMembers: (opener: HTMLElement) => void
  toggleNaming: (opener: HTMLElement) => void
  togglePassword: (opener: HTMLElement) => void
  /** What moderators have to do. */
  toggleDesk: (opener: HTMLElement) => Promise<void>
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
  const { root, layer, controller, words } = options
  const popup = new Popup(root, layer)
  const close = () => popup.close()
  const desk = new LazyDesk()
  const host: ToolsHost = {
    ...options,
    locale: () => withToolWords(words().locale),
    open: (opener, draw) => popup.toggle(opener, () => draw(close)),
    redraw: () => popup.draw(),
    desk: () => desk.current,
  }
  const loadDesk = async () => {
    if (controller.snapshot.you.role) await desk.load(host, words().language)
  }
  addToolStyles(root)
  return {
    toggleMenu: async ({ id }, opener) => {
      await loadDesk()
      host.open(opener, (onDone) => drawMessageMenu(host, { id, opener, onDone }))
    },
    toggleMembers: (opener) => host.open(opener, (onDone) => drawMemberList(host, onDone)),
    toggleDesk: async (opener) => {
      await loadDesk()
      host.open(opener, (onDone) => desk.current?.draw(onDone))
    },
    togglePassword: (opener) => host.open(opener, () => drawPasswordForm(host)),
    toggleNaming: (opener) => host.open(opener, (onDone) => drawNameForm(host, onDone)),
    goTo: (id, isFocused) => goToMessage(host, id, isFocused),
    nameReaction: (id, emoji, button) => nameReaction(host, { id, emoji, button }),
    update: () => {
      popup.draw()
      void desk.follow(host, words().language)
    },
    close: () => popup.leave(),
  }
}
