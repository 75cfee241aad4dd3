import type { Review } from '@chat/sdk/moderation'
import type { Do } from './desk.js'
import type { DeskWords } from './desk-words.js'
import { SaidLine } from './said-line.js'

type Props = { words: DeskWords; entry: Review['held']; onDo: Do }

/** A message that waits, and why. */
export function HeldEntry({ words, entry: { id, user, text, reason }, onDo }: Props) {
  return (
    <li>
      <SaidLine user={user} text={text} isMeant />
      <p class="reason">{reason}</p>
      <div class="buttons">
        <button
          class="link-button danger"
          type="button"
          onClick={() => onDo(words.rejected, (desk) => desk.reject(id))}
        >
          {words.reject}
        </button>
        <button
          class="link-button"
          type="button"
          onClick={() => onDo(words.approved, (desk) => desk.approve(id))}
        >
          {words.approve}
        </button>
      </div>
    </li>
  )
}
