import type { Words } from './words.js'

export function DayDivider({ at, words: { time } }: { at: string; words: Words }) {
  return (
    <div class="day" part="day">
      <time dateTime={at}>{time.day(at)}</time>
    </div>
  )
}
