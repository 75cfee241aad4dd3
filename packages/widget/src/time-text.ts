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
    this.#relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  }

  /** Such as "14:05". */
  time(at: string): string {
    return this.#time.format(new Date(at))
  }

  /** Everything, for a tooltip. */
  full(at: string): string {
    return this.#full.format(new Date(at))
  }

  /** Such as "today", "yesterday", "Monday, 2 November 2026". */
  day(at: string, now: Date = new Date()): string {
    const days = Math.round((startOfDay(new Date(at)) - startOfDay(now)) / 86_400_000)
    return days === 0 || days === -1
      ? this.#relative.format(days, 'day')
      : this.#day.format(new Date(at))
  }
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
}
