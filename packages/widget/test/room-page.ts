import type { Locator, Page } from 'playwright-core'

/** A page with a room on it, as a visitor sees it. */
export class RoomPage {
  readonly page: Page
  readonly element: Locator
  readonly composer: Locator
  readonly log: Locator
  /** Texts of stored and of unsent messages. */
  readonly texts: Locator

  constructor(page: Page, selector = 'chat-room') {
    this.page = page
    this.element = page.locator(selector)
    this.composer = this.element.getByRole('textbox', { name: 'Message' })
    this.log = this.element.getByRole('log')
    this.texts = this.element.locator('.text')
  }

  /** Resolves when the room is joined and shown. */
  async isReady(): Promise<this> {
    await this.log.waitFor()
    await this.page.waitForFunction(() =>
      [...document.querySelectorAll('chat-room')].every(({ status }) => status === 'connected'),
    )
    return this
  }

  /** Writes in the composer and presses Enter. */
  async write(text: string): Promise<void> {
    await this.composer.fill(text)
    await this.composer.press('Enter')
  }

  /** Writes, and waits until the server has it. */
  async send(text: string): Promise<void> {
    await this.write(text)
    await this.element.locator('.row.own:not(.pending)', { hasText: text }).last().waitFor()
  }
}
