import { LRUCache } from 'lru-cache'
import { gistOf } from '../gist.js'
import { PASS, type MessageFilter } from '../message-verdict.js'

/** Texts that are remembered. */
const MAX_TEXTS = 5_000
/** Letters; shorter texts, such as greetings, are the same by chance. */
const MIN_LETTERS = 20

/** Refuses a text that so many have said: a wave of one hand, or a chain letter. */
export function textOfMany(): MessageFilter {
  const speakersOf = new LRUCache<string, Map<string, number>>({ max: MAX_TEXTS })
  return ({ room, user, text }, { measures: { sameTextByMany: rate }, now }) => {
    const gist = rate === 'off' ? '' : gistOf(text)
    if (rate === 'off' || gist.length < MIN_LETTERS) return PASS
    const key = `${room} ${gist}`
    const since = now - rate.seconds * 1_000
    const speakers = new Map([...(speakersOf.get(key) ?? [])].filter(([, at]) => at > since))
    if (!speakers.has(user.id) && speakers.size >= rate.points) {
      return { type: 'refuse', reason: 'Many people have said this already.' }
    }
    speakersOf.set(key, speakers.set(user.id, now))
    return PASS
  }
}
