import type { Metrics } from './metrics.js'

/** Where nobody reads them. */
export class NoMetrics implements Metrics {
  connected(): void {}
  connectionRefused(): void {}
  requested(): void {}
  requestRefused(): void {}
  committed(): void {}
  commitFailed(): void {}
  appended(): void {}
  delivered(): void {}
  cutOff(): void {}
}
