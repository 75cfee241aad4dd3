import { LRUCache } from 'lru-cache'
import { gistOf, isSameGist } from '../gist.js'
import { PASS, type MessageFilter } from '../message-verdict.js'

/** Visitors whose latest texts are remembered. */
const MAX_VISITORS = 5_000
/** Texts of one visitor that are remembered. */
const MAX_TEXTS = 20

type Said = { id: string; gist: string; at: number }

/** Refuses what a visitor has said so and so often, in the same words or nearly. */
export function repeatedText(): MessageFilter {
  const bySpeaker = new LRUCache<string, Said[]>({ max: MAX_VISITORS })
  return ({ room, id, user, text }, { measures: { repeats }, now }) => {
    if (repeats === 'off') return PASS
    const key = `${user.id} ${room}`
    const since = now - repeats.seconds * 1_000
    const said = (bySpeaker.get(key) ?? []).filter((one) => one.at > since && one.id !== id)
    const gist = gistOf(text)
    const times = said.filter((one) => isSameGist(one.gist, gist)).length
    if (times >= repeats.points) return { type: 'refuse', reason: 'You have said this already.' }
    bySpeaker.set(key, [...said, { id, gist, at: now }].slice(-MAX_TEXTS))
    return PASS
  }
}
