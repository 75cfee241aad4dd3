import type { DeskTools } from '../desk/desk-tools.js'
import type { ToolsHost } from './tools.js'

/** What only moderators use, loaded when one of them first opens something. */
export class LazyDesk {
  #language: string | undefined
  #tools: DeskTools | undefined

  get current(): DeskTools | undefined {
    return this.#tools
  }

  /** In this language. Rejects where it cannot be had; the next time tries again. */
  async load(host: ToolsHost, language: string): Promise<void> {
    if (this.#tools && this.#language === language) return
    const { createDeskTools } = await import('../desk/desk-tools.js')
    this.#tools = await createDeskTools(host, language)
    this.#language = language
  }
}
