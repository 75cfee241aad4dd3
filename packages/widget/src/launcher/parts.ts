/** What a launcher consists of. */
export type Parts = {
  panel: HTMLElement
  close: HTMLElement
  /** Why there is no room in the panel. */
  status: HTMLElement
  button: HTMLElement
  badge: HTMLElement
}

export function createParts(): Parts {
  const close = create('button', { type: 'button', part: 'close', 'aria-label': 'Close the chat' })
  close.append(icon('M5 5l10 10M15 5 5 15'))
  const bar = create('div', { class: 'bar' })
  bar.append(close)
  const status = create('p', { role: 'status' })
  const panel = create('section', { part: 'panel', 'aria-label': 'Chat', id: 'panel' })
  panel.hidden = true
  panel.append(bar, status)

  const badge = create('span', { part: 'badge', 'aria-hidden': 'true' })
  badge.hidden = true
  const button = create('button', {
    type: 'button',
    part: 'button',
    'aria-label': 'Chat',
    'aria-expanded': 'false',
    'aria-controls': 'panel',
  })
  button.append(icon('M4 5h12v8.5H9L5.5 16.5v-3H4z'), badge)
  return { panel, close, status, button, badge }
}

function create(name: string, attributes: Record<string, string>): HTMLElement {
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
