import * as v from 'valibot'
import type { Measures } from './measures.js'

const seconds = v.pipe(v.number(), v.minValue(1))
const count = v.pipe(v.number(), v.minValue(0))
const rate = v.union([
  v.strictObject({ points: v.pipe(count, v.minValue(1)), seconds }),
  v.literal('off'),
])

/** Validator for measures that an operator chose. */
export const measuresSchema: v.GenericSchema<unknown, Partial<Measures>> = v.strictObject({
  repeats: v.exactOptional(rate),
  sameTextByMany: v.exactOptional(rate),
  links: v.exactOptional(count),
  newForS: v.exactOptional(count),
  newLinks: v.exactOptional(count),
  newMessages: v.exactOptional(rate),
  holdNew: v.exactOptional(v.boolean()),
  words: v.exactOptional(v.picklist(['refuse', 'hold'])),
  reactions: v.exactOptional(rate),
  reactionsToOne: v.exactOptional(rate),
  hideAfterReports: v.exactOptional(v.pipe(v.number(), v.minValue(1))),
  raid: v.exactOptional(
    v.union([
      v.strictObject({
        joins: v.pipe(count, v.minValue(1)),
        seconds,
        factor: count,
        forS: seconds,
        slowModeS: v.pipe(seconds, v.safeInteger()),
        holdAll: v.boolean(),
      }),
      v.literal('off'),
    ]),
  ),
  challenge: v.exactOptional(v.picklist(['off', 'raid', 'new'])),
  names: v.exactOptional(v.picklist(['off', 'moderators', 'members'])),
  reservedNames: v.exactOptional(v.boolean()),
  keepNamesDays: v.exactOptional(count),
})
