import type { ChatServerOptions } from '../options.js'
import { isPreset, PRESETS } from '../options/moderation-options.js'
import type { Given } from './given.js'
import { UsageError } from './usage-error.js'

export const MODERATION_FLAGS = {
  preset: { variable: 'CHAT_PRESET', fallback: undefined },
  'word-list': { variable: 'CHAT_WORD_LIST', fallback: undefined },
} as const

export const MODERATION_HELP = `  --preset <name>        CHAT_PRESET       measures against abuse: ${PRESETS.join(', ')}  (open)
  --word-list <file>     CHAT_WORD_LIST    words that are not wanted, one a line`

/** @throws UsageError which flag or variable is wrong, and what is allowed */
export function readModerationFlags(
  read: (flag: keyof typeof MODERATION_FLAGS) => Given | undefined,
): Pick<ChatServerOptions, 'moderation'> {
  const preset = read('preset')
  const wordList = read('word-list')
  if (!preset && !wordList) return {}
  return {
    moderation: {
      ...(preset && { preset: readPreset(preset) }),
      ...(wordList && { wordList: wordList.value }),
    },
  }
}

function readPreset({ value, source }: Given) {
  if (isPreset(value)) return value
  throw new UsageError(`${source} must be one of ${PRESETS.join(', ')}, not "${value}".`)
}
