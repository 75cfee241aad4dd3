import { VisitorList } from './visitor-list.js'
import type { VisitorStorage } from './visitor-storage.js'

/** As many as a server looks at. One that has ended does no harm, and gives nothing. */
const MAX_LINKS = 20
const LINK = /([#&])moderate=([\w.~-]+)(&|$)/

/** Takes moderator links out of the address of the page, now and when it is another, and keeps them for later visits. */
export class ModeratorLinks {
  readonly #list: VisitorList<string>
  readonly #room: string
  readonly #onLink: (token: string) => void

  /** `onLink` is told of the secret of each link that is opened, but for those that another room on the page is to take. */
  constructor(
    storage: VisitorStorage,
    server: string,
    room: string,
    onLink: (token: string) => void,
  ) {
    this.#list = listOf(storage, server)
    this.#room = room
    this.#onLink = onLink
    addEventListener('hashchange', this.#look)
    addEventListener('DOMContentLoaded', this.#look)
    // Rooms that stand further down are not there before.
    if (document.readyState !== 'loading') this.#look()
  }

  stop(): void {
    removeEventListener('hashchange', this.#look)
    removeEventListener('DOMContentLoaded', this.#look)
  }

  readonly #look = () => {
    const token = takeToken(this.#room)
    if (token === undefined) return
    const others = this.#list.all.filter((each) => each !== token)
    this.#list.all = [...others, token].slice(-MAX_LINKS)
    this.#onLink(token)
  }
}

/** The secrets of links that were opened on earlier visits. */
export function keptLinks(storage: VisitorStorage, server: string): readonly string[] {
  return listOf(storage, server).all
}

function listOf(storage: VisitorStorage, server: string): VisitorList<string> {
  return new VisitorList(storage, `chat:links:${server}`)
}

/** Not to be seen, shared or sent on: it goes from the address, and from the history. */
function takeToken(room: string): string | undefined {
  const { hash, href } = location
  const token = LINK.exec(hash)?.[2]
  if (token === undefined || isForAnother(token, room)) return undefined
  const rest = hash.replace(LINK, (_, before: string, __, after: string) => after && before)
  history.replaceState(history.state, '', href.slice(0, -hash.length) + rest)
  return token
}

/** Whether it was made for another room that is on this page, perhaps of another server, to which it is to be told alone. */
function isForAnother(token: string, room: string): boolean {
  try {
    const { room: meant } = JSON.parse(atob(token.split('.')[1] ?? '')) as { room: string }
    const name = decodeURIComponent(meant)
    return name !== room && !!document.querySelector(`chat-room[room="${name}"]`)
  } catch {
    return false
  }
}
