import { describe } from 'vitest'
import { describeBatches } from './store-contract/batches.js'
import { describeClearing } from './store-contract/clearing.js'
import { describeContent } from './store-contract/content.js'
import { describeDeletion } from './store-contract/deletion.js'
import { describeKeeping } from './store-contract/keeping.js'
import { describeMessages } from './store-contract/messages.js'
import { describeOrder } from './store-contract/order.js'
import { describePages } from './store-contract/pages.js'
import { describeRepetition } from './store-contract/repetition.js'
import { describeReplay } from './store-contract/replay.js'
import { describeSearch } from './store-contract/search.js'
import type { CreateStore } from './store-contract/test-with-log.js'

/** The promises of `Store`: every store passes all of this. */
export function describeStore(name: string, createStore: CreateStore): void {
  describe(name, () => {
    describeOrder(createStore)
    describeRepetition(createStore)
    describeBatches(createStore)
    describeMessages(createStore)
    describeDeletion(createStore)
    describeClearing(createStore)
    describeKeeping(createStore)
    describePages(createStore)
    describeSearch(createStore)
    describeContent(createStore)
    describeReplay(createStore)
  })
}
