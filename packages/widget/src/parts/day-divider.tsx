import { PassingTime } from './passing-time.js'
import type { Words } from './words.js'

export function DayDivider({ at, words: { time } }: { at: string; words: Words }) {
  return (
    <div class="day" part="day">
      <PassingTime at={at} time={time} isDay />
    </div>
  )
}
