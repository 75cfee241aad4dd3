import { LRUCache } from 'lru-cache'
import { gistOf } from '../gist.js'
import { isNew } from '../is-new.js'
import { PASS, type MessageFilter } from '../message-verdict.js'
import { countLinks } from './count-links.js'

/** Texts that are remembered. */
const MAX_TEXTS = 5_000
/** Letters; shorter texts, such as greetings, are the same by chance. */
const MIN_LETTERS = 20
/** What strangers bring a link along for is rarely said by chance: it counts as so many. */
const LINK_OF_NEW = 2

/** A message with the text, by its id: when, and as how many it counts. */
type Sayings = Map<string, { at: number; weight: number }>

/** Refuses a text that was said so often, by whomever: a wave of one hand under many names, or a chain letter. */
export function textOfMany(): MessageFilter {
  const sayingsOf = new LRUCache<string, Sayings>({ max: MAX_TEXTS })
  return ({ room, id, text }, { measures, person, now }) => {
    const rate = measures.sameTextByMany
    const gist = rate === 'off' ? '' : gistOf(text)
    if (rate === 'off' || gist.length < MIN_LETTERS) return PASS
    const key = `${room} ${gist}`
    const since = now - rate.seconds * 1_000
    const sayings: Sayings = new Map(
      [...(sayingsOf.get(key) ?? [])].filter(([, { at }]) => at > since),
    )
    sayings.delete(id)
    const count = [...sayings.values()].reduce((sum, { weight }) => sum + weight, 0)
    if (count >= rate.points) {
      return { type: 'refuse', reason: 'This has been said here too often.' }
    }
    const weight = isNew(person, measures, now) && countLinks(text) > 0 ? LINK_OF_NEW : 1
    sayingsOf.set(key, sayings.set(id, { at: now, weight }))
    return PASS
  }
}
