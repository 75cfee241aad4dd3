import { isChatError, type Message, type RoomSettings, type User } from '@chat/protocol'
import type { RoomLog } from '../room/room-log.js'
import type { Sql } from '../store/sql.js'
import type { AuditTrail } from './audit-trail.js'
import { isFresh } from './is-new.js'
import { isOfNetwork } from './marks.js'
import type { RoomMeasures } from './measures.js'
import type { Person } from './person.js'
import { weigh, type WeighedReport } from './report-weight.js'
import type { Reports } from './reports.js'
import { SERVER_USER } from './server-user.js'

export type ReportingOptions = {
  reports: Reports
  /** Told that there is one more, by how many people now. */
  onReport: (
    room: string,
    message: Message,
    report: { by: User; reason: string; count: number },
  ) => void | Promise<void>
  sql: Sql
  log: RoomLog
  audit: AuditTrail
  measures: RoomMeasures
  settingsOf: (room: string) => Promise<RoomSettings>
  now?: () => number
}

/** Who reports a message, by the name that they have now. */
export type Reporter = { user: User; person: Person }

/** Takes the reports of visitors, and hides what several people have reported until a moderator has looked. */
export class Reporting {
  readonly #options: ReportingOptions
  readonly #now: () => number

  constructor(options: ReportingOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
  }

  /** @throws ChatError `unavailable` */
  async report(
    room: string,
    message: Message,
    { user: by, person }: Reporter,
    reason: string,
  ): Promise<void> {
    const { reports, onReport } = this.#options
    const mark = person.marks.find(isOfNetwork) ?? ''
    const report = { by, reason, mark, isFresh: isFresh(person, this.#now()) }
    const all = await reports.add(room, message, report)
    if (await this.#isEnough(room, message, all)) await this.#hide(room, message, all.length)
    await onReport(room, message, { by, reason, count: all.length })
  }

  async #isEnough(room: string, message: Message, all: readonly WeighedReport[]): Promise<boolean> {
    // What a moderator writes is not for visitors to hide.
    if (message.hidden || message.user.role) return false
    const { measures, settingsOf } = this.#options
    return weigh(all) >= measures.in(await settingsOf(room)).hideAfterReports
  }

  async #hide(room: string, message: Message, count: number): Promise<void> {
    const { sql, log, audit, reports } = this.#options
    const { id } = message
    // The text first: what is hidden must be there to be looked at.
    await sql.write(reports.keepText(room, message))
    try {
      await log.append({ type: 'hide', room, user: SERVER_USER, id, on: true })
    } catch (error) {
      // Deleted meanwhile: then its text must be nowhere.
      if (isChatError(error) && error.code === 'not_found') {
        await sql.write(reports.forgetText(room, id))
      }
      throw error
    }
    const details = { reports: count }
    await audit.note({ by: SERVER_USER, action: 'hide', room, target: id, details })
  }
}
