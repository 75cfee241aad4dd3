import type { RefObject } from 'preact'
import type { Tools, ToolsOptions } from './tools/tools.js'
import { importTools } from './tools-file.js'

/** The tools of a room, loaded when the visitor first uses one of them. */
export class LazyTools {
  readonly #layer: RefObject<HTMLElement | null>
  readonly #createOptions: (layer: HTMLElement) => ToolsOptions
  readonly #onFail: () => void
  #loading: Promise<Tools | undefined> | undefined
  #tools: Tools | undefined
  #attempts = 0
  #isClosed = false

  /** `layer` is where they are drawn, once the room is; `onFail` tells that they cannot be had. */
  constructor(
    layer: RefObject<HTMLElement | null>,
    createOptions: (layer: HTMLElement) => ToolsOptions,
    onFail: () => void,
  ) {
    this.#layer = layer
    this.#createOptions = createOptions
    this.#onFail = onFail
  }

  /**
   * Does it once they are there. `opener`, where the visitor asked for it, shows meanwhile that they are on their way, and
   * the visitor is told where they, or what `use` loads besides, cannot be had.
   */
  async use<Result>(
    use: (tools: Tools) => Result,
    opener?: HTMLElement,
  ): Promise<Awaited<Result> | undefined> {
    this.#loading ??= this.#load()
    if (opener) opener.ariaBusy = 'true'
    try {
      const tools = await this.#loading
      if (tools && !this.#isClosed) return await use(tools)
    } catch {
      // The next click tries again.
      if (!this.#tools) this.#loading = undefined
      if (opener && !this.#isClosed) this.#onFail()
    } finally {
      if (opener) opener.ariaBusy = null
    }
    return undefined
  }

  /** Something of the room is another. */
  update(): void {
    this.#tools?.update()
  }

  close(): void {
    this.#isClosed = true
    this.#tools?.close()
  }

  async #load(): Promise<Tools | undefined> {
    const { createTools } = await importTools(this.#attempts++)
    const { current } = this.#layer
    // Asked for before there is anything to draw them in: the next one asks again.
    if (!current) this.#loading = undefined
    if (this.#isClosed || !current) return undefined
    return (this.#tools = createTools(this.#createOptions(current)))
  }
}
