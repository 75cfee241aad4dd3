import type { VNode } from 'preact'
import type { MenuItem } from '../tools/message-items.js'
import type { ToolsHost } from '../tools/tools.js'
import { drawDesk } from './desk.js'
import { addDeskStyles } from './desk-styles.js'
import { moderatorItems } from './moderator-items.js'
import { loadDeskWords } from './word-files.js'

/** What only moderators use, in one language. */
export type DeskTools = {
  /** For the menu of a message. */
  items: readonly MenuItem[]
  draw: (onClose: () => void) => VNode | undefined
}

/** Rejects where the words cannot be had. */
export async function createDeskTools(host: ToolsHost, language: string): Promise<DeskTools> {
  const words = await loadDeskWords(language)
  addDeskStyles(host.root)
  return {
    items: moderatorItems(words),
    draw: (onClose) => drawDesk(host, words, onClose),
  }
}
