import type { VNode } from 'preact'
import { PopupHead } from './popup-head.js'
import { reactionNames } from './reaction-names.js'
import type { ToolsHost } from './tools.js'

/** More than these are counted rather than named. */
const MOST_NAMES = 50

/** Who has reacted to the message, and how; for those who cannot point at a reaction, too. */
export function drawReactionList(
  host: ToolsHost,
  id: string,
  onClose: () => void,
): VNode | undefined {
  const message = host.controller.snapshot.messages.find((each) => each.id === id)
  if (!message?.reactions) return undefined
  const locale = host.locale()
  return (
    <div
      class="popup members reacted"
      part="reacted"
      role="dialog"
      aria-label={locale.whoReacted}
      tabIndex={-1}
    >
      <PopupHead title={locale.whoReacted} close={locale.close} onClose={onClose} />
      <ul tabIndex={0} aria-label={locale.whoReacted}>
        {Object.entries(message.reactions).map(([emoji, ids]) => (
          <li key={emoji}>
            <span>{emoji}</span>
            <span>{reactionNames(host, ids, MOST_NAMES)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
