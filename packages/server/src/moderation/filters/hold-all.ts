import { PASS, type MessageFilter } from '../message-verdict.js'

/** In a room that holds everything, every message waits. */
export const holdAll: MessageFilter = (_draft, { settings }) =>
  settings.holdAll ? { type: 'hold', reason: 'The room holds every message.' } : PASS
