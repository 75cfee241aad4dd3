import type { Message } from '@chat/sdk'
import { Component, type VNode } from 'preact'
import { attempt } from './attempt.js'
import type { FullLocale } from './tool-words.js'
import type { ToolsHost } from './tools.js'

/** Characters that a reason may have; the kind is one line of it. */
const MAX_DETAIL = 400

const KINDS = ['reportSpam', 'reportAbuse', 'reportOther'] as const
type Kind = (typeof KINDS)[number]

export function drawReportForm(host: ToolsHost, { id }: Message, onDone: () => void): VNode {
  return (
    <ReportForm
      locale={host.locale()}
      onCancel={onDone}
      onSend={(reason) => {
        onDone()
        void attempt(host, ({ room }) => room.report(id, reason), host.locale().reported)
      }}
    />
  )
}

type Props = { locale: FullLocale; onCancel: () => void; onSend: (reason: string) => void }
type State = { kind: Kind; detail: string }

/** Where a visitor says what is wrong with a message. */
class ReportForm extends Component<Props, State> {
  override readonly state: State = { kind: 'reportSpam', detail: '' }

  readonly #onSubmit = (event: Event) => {
    event.preventDefault()
    const { locale, onSend } = this.props
    const { kind, detail } = this.state
    onSend([locale[kind], detail.trim()].filter(Boolean).join(': '))
  }

  override render({ locale, onCancel }: Props, { kind, detail }: State) {
    return (
      <form
        class="popup form"
        part="report-form"
        aria-label={locale.report}
        onSubmit={this.#onSubmit}
      >
        <strong>{locale.report}</strong>
        {KINDS.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="kind"
              data-first={each === kind}
              checked={each === kind}
              onChange={() => this.setState({ kind: each })}
            />
            <span>{locale[each]}</span>
          </label>
        ))}
        <textarea
          rows={2}
          // An empty field reads as the language does.
          dir={detail === '' ? undefined : 'auto'}
          maxLength={MAX_DETAIL}
          aria-label={locale.reportMore}
          placeholder={locale.reportMore}
          value={detail}
          onInput={({ currentTarget }) => this.setState({ detail: currentTarget.value })}
        />
        <div class="buttons">
          <button type="button" class="link-button" onClick={onCancel}>
            {locale.cancel}
          </button>
          <button type="submit" class="button">
            {locale.report}
          </button>
        </div>
      </form>
    )
  }
}
