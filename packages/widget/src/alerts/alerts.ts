import type { Message } from '@chat/sdk'
import type { ChatRoomElement } from '../chat-room-element.js'
import { AlertsMenu } from './alerts-menu.js'
import { AlertsSettings } from './alerts-settings.js'
import { Chime } from './chime.js'
import { showNotification } from './notification.js'
import { OneTab } from './one-tab.js'

export type AlertsOptions = {
  root: ShadowRoot
  room: ChatRoomElement
  /** What opens the menu. */
  button: HTMLElement
  storageKey: string
  /** Whether the room is before the visitor's eyes. */
  isSeen: () => boolean
  /** The visitor chose a notification. */
  onChoose: () => void
}

/** Tells the visitor of messages that they do not see, in the ways that they turned on, and from one tab only. */
export type Alerts = { toggleMenu: () => void }

/** What this file is to those who load it. */
export type AlertsFile = { createAlerts: (options: AlertsOptions) => Alerts }

export function createAlerts(options: AlertsOptions): Alerts {
  const { room, isSeen, onChoose } = options
  const settings = new AlertsSettings(options.storageKey)
  const chime = new Chime()
  const tabs = new OneTab()
  const menu = new AlertsMenu({ ...options, settings, onSound: () => void chime.play() })

  const tell = async (message: Message) => {
    if (message.deleted || message.user.id === room.user?.id) return
    if (isSeen()) return tabs.see(message.id)
    const { sound, notifications } = settings.current
    if ((!sound && !notifications) || !(await tabs.claim(message.id))) return
    if (notifications) showNotification(message, room.room, onChoose)
    if (sound) void chime.play()
  }
  room.addEventListener('chat-message', ({ message }) => void tell(message))
  return { toggleMenu: () => menu.toggle() }
}
