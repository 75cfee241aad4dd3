import { signIn } from './api.js'
import { h } from './element.js'

/** Asks for the admin key, which is given for a session and not kept. */
export function loginView(onSignIn) {
  const key = h('input', {
    ...{ id: 'key', type: 'password', autocomplete: 'current-password', required: true },
    'aria-describedby': 'key-error',
  })
  const error = h('p', { id: 'key-error', class: 'error', role: 'alert' })
  const submit = h('button', { type: 'submit' }, 'Sign in')
  const enter = async (event) => {
    event.preventDefault()
    submit.disabled = true
    try {
      await signIn(key.value.trim())
      onSignIn()
    } catch (refusal) {
      error.textContent = refusal.message
      key.setAttribute('aria-invalid', 'true')
      key.select()
    } finally {
      submit.disabled = false
    }
  }
  return h(
    'div',
    { class: 'login' },
    h('img', { src: '/lobby/icon.svg', alt: '', width: '44', height: '44' }),
    h('h1', {}, 'Administration'),
    h('p', { class: 'why' }, 'The key that the server was started with, CHAT_ADMIN_KEY.'),
    h(
      'form',
      { onsubmit: enter },
      h('label', { for: 'key' }, 'Admin key'),
      h('div', { class: 'field' }, key, submit),
      error,
    ),
  )
}
