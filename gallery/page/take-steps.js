// Does what the scene's visitor does, and then says so to whoever waits: `<html data-ready>`.
const { steps, isQuick, staysLoading } = JSON.parse(document.querySelector('#steps').textContent)
const element = document.querySelector('chat-room, chat-launcher')

// The room is drawn, or why there is none.
await find(`[role=log], .notice${staysLoading ? '' : ':not(.loading)'}, [part=button]`)
for (const step of steps) await take(step)
// What only time brings (that the connection is away, a pause of a second): the settled picture is the one to look at.
if (!isQuick) await new Promise((resolve) => setTimeout(resolve, 6_000))
document.documentElement.dataset.ready = 'true'

async function take(step) {
  if (step.type !== undefined) await type(step.type)
  else if (step.press !== undefined) press(step.press)
  else if (step.fill !== undefined) (await find(step.in)).value = step.fill
  else if (step.end !== undefined) (await find(step.end)).scrollTop = 1e6
  else if (step.wait !== undefined) await find(step.wait)
  else if (step.show) element.hidden = false
  else if (step.focus !== undefined) (await find(step.focus)).focus()
  else if (step.hover !== undefined) hover(await find(step.hover))
  else (await find(step.click)).click()
}

async function type(text) {
  const field = await find('textarea')
  field.focus()
  field.value = text
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
}

function press(key) {
  const event = new KeyboardEvent('keydown', {
    key,
    bubbles: true,
    composed: true,
    cancelable: true,
  })
  activeElement().dispatchEvent(event)
}

function hover(target) {
  for (const type of ['pointerover', 'pointerenter', 'mouseover', 'mouseenter']) {
    const Type = type.startsWith('pointer') ? PointerEvent : MouseEvent
    target.dispatchEvent(new Type(type, { bubbles: !type.endsWith('enter'), composed: true }))
  }
}

function activeElement(root = document) {
  const active = root.activeElement
  return active?.shadowRoot?.activeElement ? activeElement(active.shadowRoot) : active
}

/** Resolves with what there is of this selector, also within shadow roots, once there is something. */
async function find(selector) {
  for (;;) {
    const found = search(element.shadowRoot, selector)
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function search(root, selector) {
  const found = root?.querySelector(selector)
  if (found) return found
  for (const child of root?.querySelectorAll('*') ?? []) {
    const within = child.shadowRoot && search(child.shadowRoot, selector)
    if (within) return within
  }
  return null
}
