/** Whether two times fall on one day where the visitor is. */
export function isSameDay(a: string, b: string): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString()
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** Times in the words of a language. */
export class TimeText {
  readonly #time: Intl.DateTimeFormat
  readonly #full: Intl.DateTimeFormat
  readonly #day: Intl.DateTimeFormat
  readonly #relative: Intl.RelativeTimeFormat
  readonly #ago: Intl.RelativeTimeFormat

  constructor(language: string | undefined) {
    this.#time = new Intl.DateTimeFormat(language, { timeStyle: 'short' })
    this.#full = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'medium' })
    this.#day = new Intl.DateTimeFormat(language, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    })
    this.#relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
    this.#ago = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' })
  }

  /** Such as "now", "5 min. ago" and, from an hour on, "14:05". */
  passing(at: string, now: number = Date.now()): string {
    const minutes = minutesSince(at, now)
    if (minutes >= 60) return this.#time.format(new Date(at))
    return minutes > 0 ? this.#ago.format(-minutes, 'minute') : this.#ago.format(0, 'second')
  }

  /** Everything, for a tooltip. */
  full(at: string): string {
    return this.#full.format(new Date(at))
  }

  /** Such as "today", "yesterday", "Monday, 2 November 2026". */
  day(at: string, now: Date = new Date()): string {
    const days = daysSince(at, now)
    return days === 0 || days === 1
      ? this.#relative.format(-days, 'day')
      : this.#day.format(new Date(at))
  }
}

/** Whether {@link TimeText.passing} says something else of it before long. */
export function isRecent(at: string): boolean {
  return minutesSince(at, Date.now()) < 60
}

/** Whether {@link TimeText.day} says something else of it before long. */
export function isNearDay(at: string): boolean {
  return daysSince(at, new Date()) < 2
}

// Clocks differ: what comes from the future is new.
function minutesSince(at: string, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(at)) / MINUTE_MS))
}

function daysSince(at: string, now: Date): number {
  return Math.round((startOfDay(now) - startOfDay(new Date(at))) / DAY_MS)
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
}
