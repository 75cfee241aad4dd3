import * as v from 'valibot'
import type { Action } from '../action.js'
import { PRESETS, type SettingsChange } from '../room-state.js'

/** Characters. */
export const MAX_PASSWORD = 128
/** Ten years: what is longer is meant to be for good. */
const MAX_SECONDS = 10 * 366 * 86_400

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(100))
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
const seconds = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(MAX_SECONDS))
const isTrue = v.literal(true)

export function createSettingsSchema(): v.GenericSchema<unknown, SettingsChange> {
  return v.strictObject({
    readOnly: v.exactOptional(v.boolean()),
    slowModeS: v.exactOptional(v.nullable(seconds)),
    maxMembers: v.exactOptional(v.nullable(count)),
    identityRequired: v.exactOptional(v.nullable(v.boolean())),
    holdAll: v.exactOptional(v.nullable(v.boolean())),
    unlisted: v.exactOptional(v.nullable(v.boolean())),
    preset: v.exactOptional(v.nullable(v.picklist(PRESETS))),
    maxAgeS: v.exactOptional(v.nullable(seconds)),
    maxMessages: v.exactOptional(v.nullable(count)),
    password: v.exactOptional(
      v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_PASSWORD))),
    ),
  })
}

/** Validator for what a moderator does. */
export function createActionSchema(): v.GenericSchema<unknown, Action> {
  return v.variant('type', [
    v.strictObject({ type: v.literal('delete'), id }),
    v.strictObject({ type: v.literal('mute'), user: id, seconds }),
    v.strictObject({
      type: v.literal('ban'),
      user: id,
      seconds: v.exactOptional(seconds),
      everywhere: v.exactOptional(isTrue),
      erase: v.exactOptional(isTrue),
    }),
    v.strictObject({ type: v.literal('lift'), sanction: id }),
    v.strictObject({ type: v.literal('clear'), of: v.exactOptional(id) }),
    v.strictObject({ type: v.literal('settings'), settings: createSettingsSchema() }),
    v.strictObject({ type: v.literal('approve'), id }),
    v.strictObject({ type: v.literal('reject'), id }),
    v.strictObject({
      type: v.literal('resolve'),
      id,
      outcome: v.picklist(['acted', 'dismissed']),
    }),
  ])
}
