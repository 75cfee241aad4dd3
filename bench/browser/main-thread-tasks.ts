export type TraceEvent = {
  name: string
  pid: number
  tid: number
  /** Microseconds of the clock, and of the processor. */
  dur?: number
  tdur?: number
  args: { name?: string }
}

/**
 * Of a trace of `toplevel`, what each task of the page's main thread took: milliseconds of the processor, since on a busy
 * machine the clock goes on while the thread waits for its turn.
 */
export function mainThreadTasks(events: readonly TraceEvent[]): number[] {
  const idsOf = (metadata: string, value: string, idOf: (event: TraceEvent) => string) =>
    new Set(events.filter((e) => e.name === metadata && e.args.name === value).map(idOf))
  // The host page is the only one there is; a renderer that stands by for the next one has nothing to do.
  const pages = idsOf('process_name', 'Renderer', processOf)
  const mains = idsOf('thread_name', 'CrRendererMain', threadOf)
  return events
    .filter(
      (event) =>
        event.name === 'ThreadControllerImpl::RunTask' &&
        pages.has(processOf(event)) &&
        mains.has(threadOf(event)),
    )
    .map(({ tdur = 0 }) => tdur / 1000)
}

const processOf = ({ pid }: TraceEvent) => String(pid)
const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`
