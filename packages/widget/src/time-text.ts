/** Whether two times fall on one day where the visitor is. */
export function isSameDay(a: string, b: string | number): boolean {
  return startOfDay(a) === startOfDay(b)
}

/** Times in the words of a language. */
export class TimeText {
  readonly #language: string | undefined
  // Made when first used: making the first one of a page takes a browser tens of milliseconds.
  #timeFormat: Intl.DateTimeFormat | undefined
  #fullFormat: Intl.DateTimeFormat | undefined
  #dayFormat: Intl.DateTimeFormat | undefined
  #relativeFormat: Intl.RelativeTimeFormat | undefined

  constructor(language: string | undefined) {
    this.#language = language
  }

  /** Makes what the first messages will need. */
  prepare(): void {
    const now = new Date().toISOString()
    this.passing(now)
    this.full(now)
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

  /** Such as "in 10 min. (14:05)", for what is yet to come. */
  until(at: string, now: number = Date.now()): string {
    const minutes = Math.ceil((Date.parse(at) - now) / 60_000)
    const [count, unit] =
      minutes < 120
        ? ([minutes, 'minute'] as const)
        : minutes < 2_880
          ? ([Math.round(minutes / 60), 'hour'] as const)
          : ([Math.round(minutes / 1_440), 'day'] as const)
    const isToday = isSameDay(at, now)
    const end = new Date(at).toLocaleString(this.#language, {
      ...(!isToday && { dateStyle: 'medium' }),
      timeStyle: 'short',
    })
    return `${this.#relative.format(count, unit)} (${end})`
  }

  /** Such as "today", "yesterday", "Monday, 2 November 2026". */
  day(at: string, now: Date = new Date()): string {
    const days = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000)
    return days === 0 || days === 1
      ? this.#relative.format(-days, 'day')
      : this.#day.format(new Date(at))
  }

  get #time(): Intl.DateTimeFormat {
    return (this.#timeFormat ??= new Intl.DateTimeFormat(this.#language, { timeStyle: 'short' }))
  }

  get #full(): Intl.DateTimeFormat {
    return (this.#fullFormat ??= new Intl.DateTimeFormat(this.#language, {
      dateStyle: 'full',
      timeStyle: 'medium',
    }))
  }

  get #day(): Intl.DateTimeFormat {
    return (this.#dayFormat ??= new Intl.DateTimeFormat(this.#language, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    }))
  }

  get #relative(): Intl.RelativeTimeFormat {
    return (this.#relativeFormat ??= new Intl.RelativeTimeFormat(this.#language, {
      numeric: 'auto',
      style: 'short',
    }))
  }
}

function startOfDay(at: string | number | Date): number {
  return new Date(at).setHours(0, 0, 0, 0)
}
