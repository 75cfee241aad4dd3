import type { ToolsHost } from './tools.js'

/** How long the message is set off from the others, ms. */
const SHOWN_MS = 1_600

/** The last one that was looked for, in each room: another one takes its place. */
const wanted = new WeakMap<ShadowRoot, string>()

/** Shows the message and puts the focus on it, loading what is older until it is there. */
export async function goToMessage(host: ToolsHost, id: string): Promise<void> {
  const { root, controller, actions, locale, drawFrom } = host
  wanted.set(root, id)
  for (;;) {
    const { messages, hasOlder } = controller.snapshot
    const message = messages.find((each) => each.id === id)
    if (message) {
      drawFrom(message)
      return await show(root, id)
    }
    if (!hasOlder) return actions.say(locale().gone)
    actions.say(locale().looking)
    const isLoaded = await controller.loadOlder(controller.limits.historyPageMax)
    if (wanted.get(root) !== id) return
    if (!isLoaded) return actions.say(locale().notLoaded)
  }
}

async function show(root: ShadowRoot, id: string): Promise<void> {
  const row = await waitForRow(root, id)
  const scroller = root.querySelector('[role=log]')
  if (!row || !scroller) return
  // Once the list has put its reader where they were before the rows came.
  await nextFrame()
  await nextFrame()
  // Not `scrollIntoView`, which scrolls the page as well.
  const [box, view] = [row.getBoundingClientRect(), scroller.getBoundingClientRect()]
  scroller.scrollTop += box.top - view.top - Math.max(8, (view.height - box.height) / 2)
  row.tabIndex = -1
  row.focus({ preventScroll: true })
  row.animate(
    { backgroundColor: ['color-mix(in srgb, var(--_accent) 22%, transparent)', 'transparent'] },
    { duration: SHOWN_MS, easing: 'ease-in' },
  )
}

/** Rows are drawn by and by. */
async function waitForRow(root: ShadowRoot, id: string): Promise<HTMLElement | null> {
  for (let frame = 0; ; frame += 1) {
    const row = root.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)
    if (row || frame > 10) return row
    await nextFrame()
  }
}

const nextFrame = () => new Promise(requestAnimationFrame)
