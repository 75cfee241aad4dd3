import type { User } from '@chat/sdk'
import { moderate, type RoomModeration } from '@chat/sdk/moderation'
import { Component, type VNode } from 'preact'
import { attempt } from '../tools/attempt.js'
import type { ToolsHost } from '../tools/tools.js'
import { withName, type DeskWords } from './desk-words.js'
import { durationText } from './duration-text.js'

/** Characters. */
const MAX_REASON = 500
const HOUR_S = 3_600
const DURATIONS_S = [HOUR_S / 6, HOUR_S, 24 * HOUR_S, 7 * 24 * HOUR_S]
/** For bans alone. */
const FOREVER = 0

type Props = {
  host: ToolsHost
  words: DeskWords
  user: User
  /** It is sent, or given up. */
  onDone: () => void
  /** The server has answered. */
  onImposed?: () => void
}
type State = { type: 'mute' | 'ban'; seconds: number; reason: string; erase: boolean }

export function drawSanctionPopup(props: Props): VNode {
  return (
    <div
      class="popup form"
      part="sanction-form"
      role="dialog"
      aria-label={withName(props.words.sanctionOf, props.user.name)}
      tabIndex={-1}
    >
      <SanctionForm {...props} />
    </div>
  )
}

/** Where a moderator says for how long somebody may not write, or not be in the room, and why. */
export class SanctionForm extends Component<Props, State> {
  override readonly state: State = { type: 'mute', seconds: HOUR_S, reason: '', erase: false }

  readonly #onSubmit = (event: Event) => {
    event.preventDefault()
    const { host, words, user, onDone, onImposed } = this.props
    const { type } = this.state
    onDone()
    const done = withName(type === 'mute' ? words.muted : words.banned, user.name)
    void attempt(host, ({ room }) => this.#impose(moderate(room)), done).then(onImposed)
  }

  #impose(desk: RoomModeration): Promise<void> {
    const { id } = this.props.user
    const { type, seconds, erase } = this.state
    const reason = this.state.reason.trim()
    const why = reason === '' ? {} : { reason }
    if (type === 'mute') return desk.mute(id, { seconds, ...why })
    return desk.ban(id, { erase, ...why, ...(seconds !== FOREVER && { seconds }) })
  }

  override render({ host, words, user, onDone }: Props, { type, seconds, erase, reason }: State) {
    const { language } = host.words()
    const durations = type === 'mute' ? DURATIONS_S : [...DURATIONS_S, FOREVER]
    return (
      <form onSubmit={this.#onSubmit}>
        <strong>{withName(words.sanctionOf, user.name)}</strong>
        {this.#kind('mute', words.mute, HOUR_S)}
        {this.#kind('ban', words.ban, FOREVER)}
        <label>
          <span>{words.howLong}</span>
          <select
            value={String(seconds)}
            onChange={({ currentTarget }) =>
              this.setState({ seconds: Number(currentTarget.value) })
            }
          >
            {durations.map((each) => (
              <option key={each} value={String(each)}>
                {each === FOREVER ? words.forever : durationText(each, language)}
              </option>
            ))}
          </select>
        </label>
        {type === 'ban' && (
          <label>
            <input
              type="checkbox"
              checked={erase}
              onChange={({ currentTarget }) => this.setState({ erase: currentTarget.checked })}
            />
            <span>{words.erase}</span>
          </label>
        )}
        <textarea
          rows={2}
          // An empty field reads as the language does.
          dir={reason === '' ? undefined : 'auto'}
          maxLength={MAX_REASON}
          aria-label={words.why}
          placeholder={words.why}
          value={reason}
          onInput={({ currentTarget }) => this.setState({ reason: currentTarget.value })}
        />
        <div class="buttons">
          <button type="button" class="link-button" onClick={onDone}>
            {host.locale().cancel}
          </button>
          <button type="submit" class="button">
            {type === 'mute' ? words.doMute : words.doBan}
          </button>
        </div>
      </form>
    )
  }

  #kind(type: State['type'], label: string, seconds: number) {
    const isChosen = this.state.type === type
    return (
      <label>
        <input
          type="radio"
          name="sanction"
          data-first={isChosen}
          checked={isChosen}
          onChange={() => this.setState({ type, seconds })}
        />
        <span>{label}</span>
      </label>
    )
  }
}
