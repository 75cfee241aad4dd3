import type { Server } from 'node:http'
import type { LiveFigures } from '../metrics/live-figures.js'
import type { Metrics } from '../metrics/metrics.js'
import { NoMetrics } from '../metrics/no-metrics.js'
import type { Settings } from '../options.js'
import { requestNames } from '../transport/request-handlers.js'
import { listenForMetrics } from './metrics-listener.js'
import type { MetricsRoute } from './metrics.js'

export type OpenMetrics = {
  metrics: Metrics
  /** For the port that serves everything else; undefined where they are not to be served there. */
  metricsRoute: MetricsRoute | undefined
  /** Where they have a port of their own. */
  metricsServer: Server | undefined
}

/**
 * Metrics as the operator wants them: none, on the main port or on one of their own.
 *
 * @param readFigures asked when somebody reads them, and only then
 */
export async function openMetrics(
  { metrics: where, metricsToken: token, logger }: Settings,
  readFigures: () => LiveFigures,
): Promise<OpenMetrics> {
  if (!where) return { metrics: new NoMetrics(), metricsRoute: undefined, metricsServer: undefined }
  // Loaded only where somebody reads them.
  const { PrometheusMetrics } = await import('../metrics/prometheus-metrics.js')
  const metrics = new PrometheusMetrics({ requestNames, readFigures })
  const route = { metrics, token }
  if (where === true) return { metrics, metricsRoute: route, metricsServer: undefined }
  const metricsServer = await listenForMetrics({ ...route, ...where, logger })
  return { metrics, metricsRoute: undefined, metricsServer }
}
