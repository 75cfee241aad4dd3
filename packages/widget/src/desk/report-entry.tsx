import type { User } from '@chat/sdk'
import type { Review } from '@chat/sdk/moderation'
import type { ToolsHost } from '../tools/tools.js'
import type { Do } from './desk.js'
import type { DeskWords } from './desk-words.js'
import { SaidLine } from './said-line.js'
import { SureButton } from './sure-button.js'

type Props = {
  host: ToolsHost
  words: DeskWords
  entry: Review['reports']
  onDo: Do
  onSanction: (user: User) => void
}

/** A message that was reported, what was said around it, and what is wrong with it. */
export function ReportEntry({ host, words, entry, onDo, onSanction }: Props) {
  const { id, message, context, reports } = entry
  const { user } = message
  const locale = host.locale()
  return (
    <li>
      {context.map((each) => (
        <SaidLine
          key={each.id}
          user={each.user}
          text={each.deleted ? locale.deleted : each.text}
          isMeant={each.id === id}
        />
      ))}
      {reports.map(({ by, reason }, index) => (
        <p key={index} class="reason">
          <bdi>{by.name}</bdi>: <bdi>{reason}</bdi>
        </p>
      ))}
      <div class="buttons">
        <button
          class="link-button"
          type="button"
          onClick={() => onDo(words.dismissed, (desk) => desk.resolve(id, 'dismissed'))}
        >
          {words.dismiss}
        </button>
        {!user.role && (
          <button class="link-button danger" type="button" onClick={() => onSanction(user)}>
            {words.sanction}
          </button>
        )}
        <SureButton
          label={locale.delete}
          sureLabel={locale.deleteForAll}
          onSure={() => onDo(words.deleted, (desk) => desk.delete(id))}
        />
      </div>
    </li>
  )
}
