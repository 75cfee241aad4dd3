import { find } from './element.js'

let timer

/** Says it at the foot of the page, and to screen readers. */
export function say(text, isError = false) {
  const place = find('said')
  clearTimeout(timer)
  place.textContent = text
  place.classList.toggle('error', isError)
  timer = setTimeout(() => (place.textContent = ''), isError ? 10_000 : 4_000)
}

/** Runs what may fail, and says how it went. Resolves with whether it went well. */
export async function attempt(work, done) {
  try {
    await work()
    if (done) say(done)
    return true
  } catch (error) {
    say(error.message, true)
    return false
  }
}
