import type { Scenario } from './scenario.ts'
import { browser } from './scenarios/browser.ts'
import { bus } from './scenarios/bus.ts'
import { cluster } from './scenarios/cluster.ts'
import { growth } from './scenarios/growth.ts'
import { latency } from './scenarios/latency.ts'
import { memory } from './scenarios/memory.ts'
import { saturation } from './scenarios/saturation.ts'
import { storm } from './scenarios/storm.ts'
import { stores } from './scenarios/stores.ts'

export const scenarios: Scenario[] = [
  saturation,
  latency,
  memory,
  storm,
  growth,
  cluster,
  stores,
  bus,
  browser,
]
