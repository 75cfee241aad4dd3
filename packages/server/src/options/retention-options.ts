import type { KeepRule } from '../store/keep-rule.js'

const DAY_S = 86_400
const MIN_AGE_S = 60
const MAX_AGE_S = 100 * 366 * DAY_S

export type RetentionOptions = KeepRule & {
  /** How often the server looks for what is to go, in seconds. Default 60. */
  everyS?: number
}

export type RetentionSettings = { rule: KeepRule; everyMs: number }

/** @throws TypeError which option is wrong, and what is allowed */
export function readRetention(options: RetentionOptions): RetentionSettings {
  const { maxAgeS, maxMessages, everyS = 60 } = options
  const check = (name: string, value: number | undefined, isRight: boolean, allowed: string) => {
    if (value === undefined || isRight) return
    throw new TypeError(`retention.${name} must be ${allowed}, not ${String(value)}.`)
  }
  const isAge = Number(maxAgeS) >= MIN_AGE_S && Number(maxAgeS) <= MAX_AGE_S
  check('maxAgeS', maxAgeS, isAge, `from ${MIN_AGE_S} seconds to 100 years`)
  const isCount = Number.isSafeInteger(maxMessages) && Number(maxMessages) >= 1
  check('maxMessages', maxMessages, isCount, 'a whole number from 1')
  check('everyS', everyS, everyS >= 1 && everyS <= DAY_S, `from 1 to ${DAY_S}`)
  return {
    rule: {
      ...(maxAgeS !== undefined && { maxAgeS }),
      ...(maxMessages !== undefined && { maxMessages }),
    },
    everyMs: Math.round(everyS * 1_000),
  }
}
