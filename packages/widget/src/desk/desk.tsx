import type { RoomSettings, User } from '@chat/sdk'
import { moderate, type Review, type RoomModeration } from '@chat/sdk/moderation'
import { Component, createRef, type VNode } from 'preact'
import { attempt } from '../tools/attempt.js'
import { PopupHead } from '../tools/popup-head.js'
import type { ToolsHost } from '../tools/tools.js'
import type { DeskWords } from './desk-words.js'
import { EntryList } from './entry-list.js'
import { HeldEntry } from './held-entry.js'
import { ReportEntry } from './report-entry.js'
import { RoomRules } from './room-rules.js'
import { SanctionEntry } from './sanction-entry.js'
import { SanctionForm } from './sanction-form.js'

/** How many entries of each list are shown at first, and how many more each time. */
const PAGE = 20

type ListName = 'reports' | 'held' | 'sanctions'
type Lists = { [L in ListName]: { entries: Review[L][]; hasMore: boolean } }

/** Does something, says that it is done, and looks at the lists again. */
export type Do = (done: string, act: (desk: RoomModeration) => Promise<void>) => void

type Props = {
  host: ToolsHost
  words: DeskWords
  settings: RoomSettings
  onClose: () => void
}
type State = {
  lists: Lists | undefined
  limit: number
  /** Who is about to be muted or banned. */
  about: User | undefined
}

/** Nothing for whoever is no moderator of the room, or not any more. */
export function drawDesk(
  host: ToolsHost,
  words: DeskWords,
  onClose: () => void,
): VNode | undefined {
  const { you, settings } = host.controller.snapshot
  if (!you.role) return undefined
  return <Desk host={host} words={words} settings={settings} onClose={onClose} />
}

/** What waits for a moderator of the room, who is muted or banned, and what holds for everybody. */
class Desk extends Component<Props, State> {
  override readonly state: State = { lists: undefined, limit: PAGE, about: undefined }
  readonly #box = createRef<HTMLDivElement>()
  #isGone = false
  #loads = 0
  #stop: (() => void) | undefined

  override componentDidMount(): void {
    // Also where as much waits as before: one may have come while another was dealt with.
    this.#stop = this.props.host.controller.room.on('moderation', () => void this.#load())
    void this.#load()
  }

  override getSnapshotBeforeUpdate(): boolean {
    return this.#hasFocus
  }

  override componentDidUpdate(_: Props, { about }: State, hadFocus: boolean): void {
    const isOther = about !== this.state.about
    const first = isOther && this.#box.current?.querySelector<HTMLElement>('form [data-first]')
    if (first) first.focus()
    // What had it is dealt with.
    else if (hadFocus && !this.#hasFocus) this.#box.current?.focus({ preventScroll: true })
  }

  override componentWillUnmount(): void {
    this.#isGone = true
    this.#stop?.()
  }

  get #hasFocus(): boolean {
    return this.#box.current?.contains(this.props.host.root.activeElement) ?? false
  }

  async #load(): Promise<void> {
    const { host } = this.props
    const desk = moderate(host.controller.room)
    const { limit } = this.state
    const load = (this.#loads += 1)
    const read = <L extends ListName>(list: L) => desk.review(list, { limit })
    try {
      const [reports, held, sanctions] = await Promise.all([
        read('reports'),
        read('held'),
        read('sanctions'),
      ])
      // Not what was asked for before something changed.
      if (!this.#isGone && load === this.#loads)
        this.setState({ lists: { reports, held, sanctions } })
    } catch {
      // Without a connection; what comes next asks again.
      if (!this.#isGone) host.actions.say(host.locale().notLoaded)
    }
  }

  readonly #do: Do = (done, act) => {
    const { host } = this.props
    void attempt(host, ({ room }) => act(moderate(room)), done).then(() => {
      if (!this.#isGone) void this.#load()
    })
  }

  readonly #showMore = () => {
    this.setState(
      ({ limit }) => ({ limit: limit + PAGE }),
      () => void this.#load(),
    )
  }

  override render({ host, words, settings, onClose }: Props, { lists, about }: State) {
    return (
      <div
        class="popup desk"
        part="desk"
        role="dialog"
        aria-label={words.desk}
        tabIndex={-1}
        ref={this.#box}
      >
        <PopupHead title={words.desk} close={host.locale().close} onClose={onClose} />
        <div class="desk-body">
          {about ? (
            <div class="form">
              <SanctionForm
                host={host}
                words={words}
                user={about}
                onDone={() => this.setState({ about: undefined })}
                onImposed={() => this.#isGone || void this.#load()}
              />
            </div>
          ) : lists ? (
            this.#lists(lists)
          ) : (
            <p role="status">{words.loading}</p>
          )}
          {!about && <RoomRules host={host} words={words} settings={settings} onDo={this.#do} />}
        </div>
      </div>
    )
  }

  #lists({ reports, held, sanctions }: Lists) {
    const { host, words } = this.props
    const common = { host, words, onDo: this.#do }
    const more = { more: words.more, onMore: this.#showMore }
    return (
      <>
        <EntryList {...more} title={words.reports} none={words.noReports} hasMore={reports.hasMore}>
          {reports.entries.map((entry) => (
            <ReportEntry
              key={entry.id}
              {...common}
              entry={entry}
              onSanction={(about) => this.setState({ about })}
            />
          ))}
        </EntryList>
        <EntryList {...more} title={words.held} none={words.noHeld} hasMore={held.hasMore}>
          {held.entries.map((entry) => (
            <HeldEntry key={entry.id} {...common} entry={entry} />
          ))}
        </EntryList>
        <EntryList
          {...more}
          title={words.sanctions}
          none={words.noSanctions}
          hasMore={sanctions.hasMore}
        >
          {sanctions.entries.map((entry) => (
            <SanctionEntry key={entry.id} {...common} entry={entry} />
          ))}
        </EntryList>
      </>
    )
  }
}
