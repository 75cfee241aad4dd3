import type { VNode } from 'preact'
import type { MenuItem } from '../tools/message-items.js'
import type { ToolsHost } from '../tools/tools.js'
import { drawDesk } from './desk.js'
import { addDeskStyles } from './desk-styles.js'
import { english, type DeskWords } from './desk-words.js'
import { moderatorItems } from './moderator-items.js'
import { loadDeskWords } from './word-files.js'

/** What only moderators use. */
export type DeskTools = {
  /** For the menu of a message. */
  items: readonly MenuItem[]
  draw: (onClose: () => void) => VNode | undefined
  /** From now on in the words of a language. Rejects where they cannot be had; the old ones stay until they are there. */
  speak: (language: string) => Promise<void>
}

export function createDeskTools(host: ToolsHost): DeskTools {
  let words: DeskWords = english
  let asked: string | undefined
  addDeskStyles(host.root)
  return {
    items: moderatorItems(() => words),
    draw: (onClose) => drawDesk(host, words, onClose),
    speak: async (language) => {
      asked = language
      const loaded = await loadDeskWords(language)
      if (asked === language) words = loaded
    },
  }
}
