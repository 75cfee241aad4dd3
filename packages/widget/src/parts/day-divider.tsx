import type { Words } from './words.js'

export function DayDivider({ at, words: { time } }: { at: string; words: Words }) {
  return (
    <div class="day" part="day">
      <time dir="auto" dateTime={at}>
        {time.day(at)}
      </time>
    </div>
  )
}
