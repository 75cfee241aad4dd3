import type { Review } from '@chat/sdk/moderation'
import type { ToolsHost } from '../tools/tools.js'
import type { Do } from './desk.js'
import type { DeskWords } from './desk-words.js'

type Props = { host: ToolsHost; words: DeskWords; entry: Review['sanctions']; onDo: Do }

/** Somebody who is muted or banned, until when and why. */
export function SanctionEntry({ host, words, entry, onDo }: Props) {
  const { id, type, user, until, reason } = entry
  const { locale, time } = host.words()
  return (
    <li>
      <p>
        <bdi class="quote-name">{user.name}</bdi> {type === 'ban' ? words.isBanned : words.isMuted}{' '}
        {until !== undefined && locale.ends(time.until(until))}
      </p>
      {reason !== undefined && (
        <p class="reason">
          <bdi>{reason}</bdi>
        </p>
      )}
      <div class="buttons">
        <button
          class="link-button"
          type="button"
          onClick={() => onDo(words.lifted, (desk) => desk.lift(id))}
        >
          {words.lift}
        </button>
      </div>
    </li>
  )
}
