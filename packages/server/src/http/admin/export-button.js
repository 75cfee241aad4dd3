import { save } from './api.js'
import { h } from './element.js'
import { size } from './format.js'
import { attempt, say } from './status.js'

/** A button that saves an export as a file. Pressed again before it is there, it does nothing. */
export function exportButton({ text, path, fileName }) {
  const label = h('span', {}, text)
  const button = h('button', { type: 'button', class: 'quiet', onclick: start }, label)
  let isRunning = false
  return button

  async function start() {
    if (isRunning) return
    isRunning = true
    button.setAttribute('aria-busy', 'true')
    await attempt(async () => {
      const isSaved = await save(path, fileName, (bytes) => {
        label.textContent = `Exporting … ${size(bytes)}`
      })
      say(isSaved ? `${fileName} is saved.` : 'There is nothing to export.')
    })
    label.textContent = text
    button.removeAttribute('aria-busy')
    isRunning = false
  }
}
