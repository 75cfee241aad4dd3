import { ErrorCode, type RequestName, type RoomEvent, type RoomEventType } from '@chat/protocol'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { LiveFigures } from './live-figures.js'
import type { Metrics } from './metrics.js'

/** From the package's manifest, put in by the build. */
declare const PACKAGE_VERSION: string | undefined

const ERROR_CODES = Object.keys(ErrorCode) as ErrorCode[]
const EVENT_TYPES = ['message', 'edit', 'delete', 'reaction', 'settings', 'hide', 'clear'] as const

export type PrometheusMetricsOptions = {
  requestNames: readonly RequestName[]
  /** Asked when somebody reads the metrics, so that nothing is kept up to date in between. */
  readFigures: () => LiveFigures
}

/** What a Prometheus server reads; a registry of its own, so that several servers fit into one process. */
export class PrometheusMetrics implements Metrics {
  readonly #registry = new Registry()
  readonly #readFigures: () => LiveFigures
  readonly #live: Record<keyof LiveFigures, Gauge>
  readonly #connected: Counter
  readonly #connectionsRefused: Counting<ErrorCode>
  readonly #requested: Counting<RequestName>
  readonly #requestsRefused: Counting<ErrorCode>
  readonly #commitSeconds: Histogram
  readonly #commitAppends: Histogram
  readonly #commitsFailed: Counter
  readonly #appended: Counting<RoomEventType>
  readonly #delivered: Counter
  readonly #cutOff: Counter

  constructor({ requestNames, readFigures }: PrometheusMetricsOptions) {
    this.#readFigures = readFigures
    const registers = [this.#registry]
    const gauge = (name: string, help: string) => new Gauge({ name, help, registers })
    const counter = (name: string, help: string) => new Counter({ name, help, registers })
    const counting = <L extends string>(
      name: string,
      help: string,
      label: string,
      values: readonly L[],
    ) => bind(new Counter({ name, help, registers, labelNames: [label] }), label, values)

    collectDefaultMetrics({ register: this.#registry })
    new Gauge({
      name: 'chat_build_info',
      help: 'Always 1; the version of the server is in the label.',
      registers,
      labelNames: ['version'],
    }).set({ version: typeof PACKAGE_VERSION === 'string' ? PACKAGE_VERSION : 'unbuilt' }, 1)

    this.#live = {
      connections: gauge('chat_connections', 'Open connections of this process.'),
      rooms: gauge('chat_rooms', 'Rooms with a connection of this process in them.'),
      members: gauge('chat_members', 'Users connected to this process, counted once a room.'),
      bufferedBytes: gauge('chat_buffered_bytes', 'Bytes that wait to be sent to connections.'),
    }
    this.#connected = counter('chat_connections_total', 'Connections that were given a session.')
    this.#connectionsRefused = counting(
      'chat_connections_refused_total',
      'Connections refused, by error code; forbidden: from a site that may not connect.',
      'code',
      ERROR_CODES,
    )
    this.#requested = counting(
      'chat_requests_total',
      'Requests of clients, by request.',
      'request',
      requestNames,
    )
    this.#requestsRefused = counting(
      'chat_requests_refused_total',
      'Requests refused, by error code.',
      'code',
      ERROR_CODES,
    )
    this.#commitSeconds = new Histogram({
      name: 'chat_commit_duration_seconds',
      help: 'Time from handing a batch of appends to the store until it is durable.',
      registers,
      buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    })
    this.#commitAppends = new Histogram({
      name: 'chat_commit_appends',
      help: 'Appends that shared a commit.',
      registers,
      buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000],
    })
    this.#commitsFailed = counter('chat_commit_failures_total', 'Commits that the store failed.')
    this.#appended = counting(
      'chat_events_appended_total',
      "Events stored in rooms' logs, by type.",
      'type',
      EVENT_TYPES,
    )
    this.#delivered = counter(
      'chat_events_delivered_total',
      'Events sent to connections of this process: one for each event and connection.',
    )
    this.#cutOff = counter(
      'chat_slow_consumers_total',
      'Connections cut off because they did not keep up.',
    )
  }

  /** Media type of what {@link expose} gives. */
  get contentType(): string {
    return this.#registry.contentType
  }

  /** Everything, in Prometheus's text format. */
  expose(): Promise<string> {
    const figures = this.#readFigures()
    for (const key of Object.keys(this.#live) as (keyof LiveFigures)[]) {
      this.#live[key].set(figures[key])
    }
    return this.#registry.metrics()
  }

  connected(): void {
    this.#connected.inc()
  }

  connectionRefused(code: ErrorCode): void {
    this.#connectionsRefused[code].inc()
  }

  requested(name: RequestName): void {
    this.#requested[name].inc()
  }

  requestRefused(code: ErrorCode): void {
    this.#requestsRefused[code].inc()
  }

  committed(seconds: number, appends: number): void {
    this.#commitSeconds.observe(seconds)
    this.#commitAppends.observe(appends)
  }

  commitFailed(): void {
    this.#commitsFailed.inc()
  }

  appended(rooms: ReadonlyMap<string, readonly RoomEvent[]>): void {
    for (const events of rooms.values()) {
      for (const { type } of events) this.#appended[type].inc()
    }
  }

  delivered(count: number): void {
    this.#delivered.inc(count)
  }

  cutOff(): void {
    this.#cutOff.inc()
  }
}

type Counting<L extends string> = Record<L, { inc(): void }>

/** One counter for each value of a label, from 0 on: found by name, without looking labels up each time. */
function bind<L extends string>(
  counter: Counter,
  label: string,
  values: readonly L[],
): Counting<L> {
  const bound = values.map((value) => [value, counter.labels({ [label]: value })] as const)
  for (const [, child] of bound) child.inc(0)
  return Object.fromEntries(bound) as Counting<L>
}
