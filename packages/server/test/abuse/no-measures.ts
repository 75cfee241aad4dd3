import type { ChatServerOptions } from '../../src/index.js'

/** A server that does nothing against abuse: what every scenario is compared with. */
export const NO_MEASURES: ChatServerOptions = {
  rates: 'off',
  moderation: {
    measures: {
      repeats: 'off',
      sameTextByMany: 'off',
      links: 1_000,
      newForS: 0,
      newMessages: 'off',
      holdNew: false,
      reactions: 'off',
      reactionsToOne: 'off',
      hideAfterReports: 1_000,
      raid: 'off',
      challenge: 'off',
      names: 'off',
      reservedNames: false,
      keepNamesDays: 0,
    },
  },
}

/** A server as the preset has it, with the limits of a public site; proof of work apart, which has tests of its own. */
export function withPreset(preset: 'open' | 'careful' | 'strict'): ChatServerOptions {
  return { rates: {}, moderation: { preset, measures: { challenge: 'off' } } }
}
