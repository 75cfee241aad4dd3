import type { Message, User } from '@chat/protocol'
import type { Reports } from './reports.js'

export type ReportingOptions = {
  reports: Reports
  /** Told that there is one more, by how many people now. */
  onReport: (
    room: string,
    message: Message,
    report: { by: User; reason: string; count: number },
  ) => void | Promise<void>
}

/** Takes the reports of visitors. */
export class Reporting {
  readonly #options: ReportingOptions

  constructor(options: ReportingOptions) {
    this.#options = options
  }

  /** @throws ChatError `unavailable` */
  async report(room: string, message: Message, by: User, reason: string): Promise<void> {
    const { reports, onReport } = this.#options
    const count = await reports.add(room, message, by, reason)
    await onReport(room, message, { by, reason, count })
  }
}
