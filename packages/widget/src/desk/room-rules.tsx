import type { RoomSettings } from '@chat/sdk'
import type { SettingsChange } from '@chat/sdk/moderation'
import type { ToolsHost } from '../tools/tools.js'
import type { Do } from './desk.js'
import type { DeskWords } from './desk-words.js'
import { durationText } from './duration-text.js'
import { SureButton } from './sure-button.js'

/** Choices for slow mode, seconds; 0 is none. */
const SLOW_S = [0, 5, 30, 120]

type Props = { host: ToolsHost; words: DeskWords; settings: RoomSettings; onDo: Do }

/** What holds for everybody in the room. */
export function RoomRules({ host, words, settings, onDo }: Props) {
  const { language } = host.words()
  const slow = settings.slowModeS ?? 0
  const change = (settings: SettingsChange) =>
    onDo(words.changed, (desk) => desk.changeSettings(settings))
  return (
    <section aria-label={words.room}>
      <strong>{words.room}</strong>
      <label>
        <input
          type="checkbox"
          checked={settings.readOnly}
          onChange={({ currentTarget }) => change({ readOnly: currentTarget.checked })}
        />
        <span>{words.lock}</span>
      </label>
      <label>
        <input
          type="checkbox"
          checked={settings.holdAll ?? false}
          onChange={({ currentTarget }) => change({ holdAll: currentTarget.checked || null })}
        />
        <span>{words.hold}</span>
      </label>
      <label>
        <span>{words.slow}</span>
        <select
          value={String(slow)}
          onChange={({ currentTarget }) =>
            change({ slowModeS: Number(currentTarget.value) || null })
          }
        >
          {[...new Set([...SLOW_S, slow])].map((seconds) => (
            <option key={seconds} value={String(seconds)}>
              {seconds === 0 ? words.off : durationText(seconds, language)}
            </option>
          ))}
        </select>
      </label>
      <SureButton
        label={words.clear}
        sureLabel={words.reallyClear}
        onSure={() => onDo(words.cleared, (desk) => desk.clear())}
      />
    </section>
  )
}
