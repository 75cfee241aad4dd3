import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { withTemporaryFolder } from '../temporary-folder.ts'
import { DevtoolsPipe } from './devtools-pipe.ts'
import { mainThreadTasks, type TraceEvent } from './main-thread-tasks.ts'

/** Of those that Playwright gives, what a page could feel: one that is not driven is otherwise as one that is. */
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-field-trial-config',
  '--disable-renderer-backgrounding',
  '--disable-sync',
  '--force-color-profile=srgb',
  '--hide-scrollbars',
  '--mute-audio',
  '--no-first-run',
  '--password-store=basic',
  '--window-size=1280,720',
  '--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4',
  '--remote-debugging-pipe',
]

export type UndrivenChromium = {
  /** Answers the page's id. */
  open: (url: string) => Promise<string>
  close: (pageId: string) => Promise<void>
  /** What each task of the page's main thread took while `action` ran, milliseconds of the processor. */
  trace: <T>(action: () => Promise<T>) => Promise<{ result: T; tasks: number[] }>
}

/**
 * Runs `action` with a new Chromium that is asked, as a whole, to open pages and to trace what it does. To no page a
 * session is attached: with one, V8 collects source positions and every frame of a socket is told, which no visitor's
 * browser has to do.
 */
export function withUndrivenChromium<T>(
  action: (chromium: UndrivenChromium) => Promise<T>,
): Promise<T> {
  const path = process.env['CHROMIUM_PATH']
  if (!path) throw new Error('CHROMIUM_PATH is not set.')
  return withTemporaryFolder(async (folder) => {
    const child = spawn(path, [...args, `--user-data-dir=${folder}`, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    })
    const ended = once(child, 'exit')
    const pipe = new DevtoolsPipe(child)
    try {
      return await action({
        open: async (url) => String((await pipe.ask('Target.createTarget', { url }))['targetId']),
        close: async (targetId) => void (await pipe.ask('Target.closeTarget', { targetId })),
        trace: (traced) => trace(pipe, traced),
      })
    } finally {
      void pipe.ask('Browser.close')
      await ended
    }
  })
}

async function trace<T>(
  pipe: DevtoolsPipe,
  action: () => Promise<T>,
): Promise<{ result: T; tasks: number[] }> {
  const events: TraceEvent[] = []
  const collect = ({ value }: { value?: TraceEvent[] }) => events.push(...(value ?? []))
  pipe.events.on('Tracing.dataCollected', collect)
  await pipe.ask('Tracing.start', { traceConfig: { includedCategories: ['toplevel'] } })
  const result = await action()
  const complete = once(pipe.events, 'Tracing.tracingComplete')
  await pipe.ask('Tracing.end')
  await complete
  pipe.events.off('Tracing.dataCollected', collect)
  return { result, tasks: mainThreadTasks(events) }
}
