import type { DeskTools } from '../desk/desk-tools.js'
import type { ToolsHost } from './tools.js'

/** What only moderators use, loaded when one of them first opens something. */
export class LazyDesk {
  #tools: DeskTools | undefined
  #asked: string | undefined

  get current(): DeskTools | undefined {
    return this.#tools
  }

  /** In this language. Rejects where it cannot be had; the next time tries again. */
  async load(host: ToolsHost, language: string): Promise<void> {
    this.#asked = language
    const { createDeskTools } = await import('../desk/desk-tools.js')
    const tools = this.#tools ?? createDeskTools(host)
    await tools.speak(language)
    this.#tools = tools
  }

  /** The language of the room may be another: what is loaded then follows, or stays as it is where it cannot. */
  async follow(host: ToolsHost, language: string): Promise<void> {
    if (!this.#tools || this.#asked === language) return
    await this.load(host, language).then(host.redraw, () => {})
  }
}
