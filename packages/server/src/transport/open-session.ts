import { ChatError, type Handshake } from '@chat/protocol'
import { toBotUser, type Bot } from '../identity/bot-keys.js'
import { createDefaultName, createUserId } from '../identity/default-name.js'
import type { Grant } from '../identity/grant.js'
import type { HostIdentity } from '../identity/host-identity.js'
import type { Person } from '../moderation/person.js'
import type { SocketData } from './connection.js'
import type { Services } from './services.js'

/**
 * Who somebody is who presents this, and what they may do. An identity of the site beats a token; the key of a bot stands
 * in place of one.
 *
 * @throws ChatError `forbidden` where the identity does not hold or a hook refuses; `banned`; `challenge_required`;
 *   `unavailable`
 */
export async function openSession(
  auth: Handshake,
  address: string,
  services: Services,
): Promise<SocketData> {
  const { tokens, hooks, marks, sanctions, links, botKeys } = services
  const bot = auth.identity === undefined ? undefined : await botKeys.find(auth.identity)
  if (bot) return asBot(bot, services)
  const identity = auth.identity === undefined ? undefined : await identify(auth.identity, services)
  const { user, since, isNew } = identity
    ? await asIdentified(identity, auth, services)
    : await asVisitor(auth, services)
  const person = { user, since, marks: marks.of({ address, visitor: identity?.visitor }) }
  const grants = [...grantsOf(identity), ...(await links.grantsOf(auth.links ?? []))]
  if (!grants.some(({ rooms }) => rooms === '*')) sanctions.mustNotBeBanned(person, undefined)
  const answer = await hooks.decide('onConnect', { user, isNew })
  if (answer) throw new ChatError('forbidden', answer.refuse)
  const token = tokens.issue({ user, since, isOfSite: identity !== undefined })
  return { ...person, identity, grants, token }
}

async function asBot(bot: Bot, { tokens, hooks, sanctions }: Services): Promise<SocketData> {
  const user = toBotUser(bot)
  const since = Date.parse(bot.at)
  const person = { user, since, marks: [], isBot: true }
  sanctions.mustNotBeBanned(person, undefined)
  const answer = await hooks.decide('onConnect', { user, isNew: false })
  if (answer) throw new ChatError('forbidden', answer.refuse)
  const { rooms = '*' as const } = bot
  const visitor = user.id
  const identity = { ...user, role: undefined, rooms, visitor, until: Infinity }
  const token = tokens.issue({ user, since, isOfSite: true })
  return { ...person, identity, bot: bot.id, grants: [], token }
}

/** Whom a signed identity stands for: the operator, by a session of `/admin`, or somebody of the site. */
async function identify(
  token: string,
  { adminSessions, identities }: Services,
): Promise<HostIdentity> {
  const admin = await adminSessions?.identityOf(token)
  if (admin) return admin
  if (identities) return identities.verify(token)
  throw new ChatError('forbidden', 'The server is not set up for identities of a site.')
}

/** `isNew`: the identity was made just now. */
type Known = Pick<Person, 'user' | 'since'> & { isNew: boolean }

async function asVisitor(auth: Handshake, services: Services): Promise<Known> {
  const { tokens, users, names, raids, proofOfWork } = services
  const resumed = auth.token === undefined ? undefined : await tokens.verify(auth.token)
  if (resumed && !resumed.isOfSite) {
    return { user: users.get(resumed.user.id) ?? resumed.user, since: resumed.since, isNew: false }
  }
  if (raids.isProofNeeded) await proofOfWork.mustBeShown(auth.proof)
  const wanted = auth.name === undefined || names.isReserved(auth.name) ? undefined : auth.name
  const user = { id: createUserId(), name: wanted ?? createDefaultName() }
  return { user, since: Date.now(), isNew: true }
}

async function asIdentified(
  { id, name }: HostIdentity,
  auth: Handshake,
  { tokens, users, presence }: Services,
): Promise<Known> {
  const live = users.get(id)
  // The site answers for them, so they are never new.
  const known = { since: 0, isNew: false }
  if (name === undefined) {
    const resumed = auth.token === undefined ? undefined : await tokens.verify(auth.token)
    const before = live ?? (resumed?.user.id === id ? resumed.user : undefined)
    return { user: before ?? { id, name: auth.name ?? createDefaultName() }, ...known }
  }
  const user = { id, name }
  if (live && live.name !== name) {
    users.rename(user)
    await presence.rename(user)
  }
  return { user, ...known }
}

function grantsOf(identity: HostIdentity | undefined): Grant[] {
  if (!identity?.role) return []
  const { role, rooms, until } = identity
  return [{ role, rooms, until }]
}
