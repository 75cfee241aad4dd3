/** What a launcher consists of. */
export type Parts = {
  panel: HTMLDialogElement
  /** Controls for the panel; they stand in the header of the room once there is one. */
  controls: HTMLElement
  alerts: HTMLButtonElement
  close: HTMLButtonElement
  /** Why there is no room in the panel. */
  status: HTMLElement
  button: HTMLButtonElement
  badge: HTMLElement
}

export function createParts(): Parts {
  const alerts = create('button', {
    type: 'button',
    part: 'alerts',
    'aria-expanded': 'false',
    hidden: '',
  })
  alerts.append(icon('M5 14V9a5 5 0 0 1 10 0v5l1 1H4zM8.5 17.5h3'))
  const close = create('button', { type: 'button', part: 'close' })
  close.append(icon('M5 5l10 10M15 5 5 15'))
  const controls = create('div', { class: 'controls', slot: 'header-end' })
  controls.append(alerts, close)
  const status = create('p', { role: 'status' })
  const panel = create('dialog', { part: 'panel', id: 'panel' })
  panel.append(controls, status)

  const badge = create('span', { part: 'badge', 'aria-hidden': 'true' })
  badge.hidden = true
  const button = create('button', {
    type: 'button',
    part: 'button',
    'aria-haspopup': 'dialog',
    'aria-expanded': 'false',
    'aria-controls': 'panel',
  })
  button.append(icon('M4 5h12v8.5H9L5.5 16.5v-3H4z'), badge)
  return { panel, controls, alerts, close, status, button, badge }
}

function create<N extends keyof HTMLElementTagNameMap>(
  name: N,
  attributes: Record<string, string>,
): HTMLElementTagNameMap[N] {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  return element
}

function icon(path: string): SVGElement {
  const namespace = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(namespace, 'svg')
  svg.setAttribute('viewBox', '0 0 20 20')
  svg.setAttribute('aria-hidden', 'true')
  const shape = document.createElementNS(namespace, 'path')
  shape.setAttribute('d', path)
  svg.append(shape)
  return svg
}
