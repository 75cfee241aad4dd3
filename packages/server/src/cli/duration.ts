const SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800, y: 31_536_000 } as const

/** Seconds that a text such as `90s`, `15m`, `12h`, `30d`, `4w` or `1y` means; undefined where it means none. */
export function readDuration(text: string): number | undefined {
  const [, digits, unit] = /^(\d{1,9})([smhdwy])$/.exec(text) ?? []
  const seconds = Number(digits) * SECONDS[unit as keyof typeof SECONDS]
  return seconds > 0 ? seconds : undefined
}
