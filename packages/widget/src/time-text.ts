/** Whether two times fall on one day where the visitor is. */
export function isSameDay(a: string, b: string): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString()
}

/** Times in the words of a language. */
export class TimeText {
  readonly #time: Intl.DateTimeFormat
  readonly #full: Intl.DateTimeFormat
  readonly #day: Intl.DateTimeFormat
  readonly #relative: Intl.RelativeTimeFormat

  constructor(language: string | undefined) {
    this.#time = new Intl.DateTimeFormat(language, { timeStyle: 'short' })
    this.#full = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'medium' })
    this.#day = new Intl.DateTimeFormat(language, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    })
    this.#relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' })
  }

  /** Such as "now", "5 min. ago" and, from an hour on, "14:05". */
  passing(at: string, now: number = Date.now()): string {
    const minutes = Math.floor((now - Date.parse(at)) / 60_000)
    if (minutes >= 60) return this.#time.format(new Date(at))
    // Clocks differ: what comes from the future is new.
    return minutes > 0
      ? this.#relative.format(-minutes, 'minute')
      : this.#relative.format(0, 'second')
  }

  /** Everything, for a tooltip. */
  full(at: string): string {
    return this.#full.format(new Date(at))
  }

  /** Such as "today", "yesterday", "Monday, 2 November 2026". */
  day(at: string, now: Date = new Date()): string {
    const days = Math.round((startOfDay(now) - startOfDay(new Date(at))) / 86_400_000)
    return days === 0 || days === 1
      ? this.#relative.format(-days, 'day')
      : this.#day.format(new Date(at))
  }
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
}
