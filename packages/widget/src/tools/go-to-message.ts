import type { ToolsHost } from './tools.js'

/** How long the message is set off from the others, ms. */
const SHOWN_MS = 1_600

/** The last one that was looked for, in each room: another one takes its place. */
const wanted = new WeakMap<ShadowRoot, string>()

/** Shows the message, with the focus on it where that is wanted, loading what is older until it is there. */
export async function goToMessage(
  host: ToolsHost,
  id: string,
  isFocused: boolean,
): Promise<boolean> {
  const { root, controller, actions, locale, drawFrom } = host
  const fail = (text: string) => {
    actions.say(text)
    return false
  }
  wanted.set(root, id)
  for (;;) {
    const { messages, hasOlder } = controller.room.snapshot
    const message = messages.find((each) => each.id === id)
    if (message) {
      const { user } = message
      if (controller.ignored.has(user)) return fail(locale().ignored(user.name))
      drawFrom(message)
      return await show(root, id, isFocused)
    }
    if (!hasOlder) return fail(locale().gone)
    actions.say(locale().looking)
    const isLoaded = await controller.loadOlder(controller.limits.historyPageMax)
    if (wanted.get(root) !== id) return false
    if (!isLoaded) return fail(locale().notLoaded)
  }
}

async function show(root: ShadowRoot, id: string, isFocused: boolean): Promise<boolean> {
  const row = await waitForRow(root, id)
  const scroller = root.querySelector('[role=log]')
  if (!row || !scroller) return false
  // Once the list has put its reader where they were before the rows came.
  await nextFrame()
  await nextFrame()
  // Not `scrollIntoView`, which scrolls the page as well.
  const [box, view] = [row.getBoundingClientRect(), scroller.getBoundingClientRect()]
  scroller.scrollTop += box.top - view.top - Math.max(8, (view.height - box.height) / 2)
  if (isFocused) {
    row.tabIndex = -1
    row.focus({ preventScroll: true })
  }
  row.animate(
    { backgroundColor: ['color-mix(in srgb, var(--_accent) 22%, transparent)', 'transparent'] },
    { duration: SHOWN_MS, easing: 'ease-in' },
  )
  return true
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
