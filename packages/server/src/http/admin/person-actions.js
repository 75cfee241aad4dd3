import { act } from './api.js'
import { ask } from './ask.js'
import { h } from './element.js'
import { attempt } from './status.js'

/** Buttons that mute and ban the author of something. */
export function personActions(room, user, onDone = () => {}) {
  if (user.role || user.id === 'admin') return []
  return [
    h('button', { type: 'button', class: 'quiet', onclick: mute }, 'Mute'),
    h('button', { type: 'button', class: 'quiet', onclick: ban }, 'Ban'),
  ]

  async function mute() {
    const answer = await ask({ title: `Mute ${user.name}?`, verb: 'Mute', times: true })
    if (!answer) return
    const action = { type: 'mute', user: user.id, seconds: answer.seconds }
    if (await attempt(() => act(room, action, answer.reason), `${user.name} is muted.`)) onDone()
  }

  async function ban() {
    const answer = await ask({
      title: `Ban ${user.name}?`,
      verb: 'Ban',
      times: true,
      forever: true,
      options: {
        everywhere: 'From the whole server, not from this room alone',
        erase: 'Delete what they wrote in this room',
      },
    })
    if (!answer) return
    const { seconds, options, reason } = answer
    const action = { type: 'ban', user: user.id, ...(seconds && { seconds }), ...options }
    if (await attempt(() => act(room, action, reason), `${user.name} is banned.`)) onDone()
  }
}
