import { PRESETS, type Preset } from '@chat/protocol'
import { readFileSync } from 'node:fs'
import { safeParse } from 'valibot'
import { RoomMeasures, type Measures } from '../moderation/measures.js'
import { measuresSchema } from '../moderation/measures-schema.js'
import { WordList } from '../moderation/word-list.js'

export { PRESETS }

export type ModerationOptions = {
  /** Which set of measures holds in rooms that choose none: `open`, `careful` or `strict`. Default `open`. */
  preset?: Preset
  /** Measures that hold in every room in place of what its preset says. */
  measures?: Partial<Measures>
  /**
   * Words that are not wanted, found in a simple disguise too. `word*`: whatever begins so. Several words: these in this
   * order. Default: none.
   */
  words?: readonly string[]
  /** A file of such words, one entry a line; `#` begins a comment. Read once, at start. */
  wordList?: string
}

export type ModerationSettings = { measures: RoomMeasures; words: WordList }

/** @throws TypeError which option is wrong, and what is allowed */
export function readModeration(
  { preset = 'open', measures, words = [], wordList }: ModerationOptions,
  { isUncounted }: { isUncounted: boolean },
): ModerationSettings {
  if (!isPreset(preset)) {
    throw new TypeError(
      `moderation.preset must be one of ${PRESETS.join(', ')}, not "${String(preset)}".`,
    )
  }
  const overrides = measures === undefined ? {} : readMeasures(measures)
  const inFile = wordList === undefined ? [] : WordList.entries(readWords(wordList))
  return {
    measures: new RoomMeasures({ preset, overrides, isUncounted }),
    words: new WordList([...words, ...inFile]),
  }
}

export function isPreset(value: string): value is Preset {
  return PRESETS.some((preset) => preset === value)
}

function readMeasures(measures: unknown): Partial<Measures> {
  const result = safeParse(measuresSchema, measures)
  if (result.success) return result.output
  const [{ path, message }] = result.issues
  const key = path?.map((item) => String(item.key)).join('.') ?? ''
  throw new TypeError(`moderation.measures.${key} is wrong. ${message}`)
}

function readWords(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new TypeError(`moderation.wordList "${path}" cannot be read.`, { cause })
  }
}
