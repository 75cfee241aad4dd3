import { ChatError, isErrorCode, isRoomName } from '@chat/protocol'
import { safeParse, strictObject, type GenericSchema } from 'valibot'
import { isStorable } from '../../store/is-storable.js'
import type { ApiServices } from './api-services.js'
import type { Caller } from './caller.js'

/** What comes in, as Express hands it over. */
type RawRequest = { params: Record<string, unknown>; query: unknown; body: unknown }

/** `lines` is JSON Lines, sent as fast as they are taken. */
type ApiAnswer =
  | { status: 200 | 201; body: object }
  | { status: 200; lines: AsyncIterable<string> }
  | { status: 204 }

/** An endpoint below `/api`. Those with `:room` in their path are given a valid name. */
export type ApiRoute = {
  method: 'get' | 'post' | 'patch' | 'delete'
  path: string
  /** Whether bots may call it; all others are the operator's alone. */
  isForBots: boolean
  run(request: RawRequest, caller: Caller, api: ApiServices): Promise<ApiAnswer>
}

type Request<Q, B> = { room: string; id: string; query: Q; body: B; caller: Caller }

type Definition<Q, B> = {
  isForBots?: true
  query?: GenericSchema<unknown, Q>
  /** Without it a body is not looked at. */
  body?: GenericSchema<unknown, B>
  run(request: Request<Q, B>, api: ApiServices): Promise<ApiAnswer>
}

/** Most characters of an id in a path. */
const MAX_ID = 100

/** @param place method and path, as in `GET /rooms/:room` */
export function defineRoute<Q = object, B = undefined>(
  place: `${'GET' | 'POST' | 'PATCH' | 'DELETE'} /${string}`,
  definition: Definition<Q, B>,
): ApiRoute {
  const [method = '', path = ''] = place.split(' ')
  const query = definition.query ?? strictObject({})
  return {
    method: method.toLowerCase() as ApiRoute['method'],
    path,
    isForBots: definition.isForBots ?? false,
    async run(request, caller, api) {
      const parsed = {
        room: readRoom(request.params['room'], api),
        id: readId(request.params['id']),
        query: parse(query as GenericSchema<unknown, Q>, request.query, 'The query'),
        body: (definition.body && parse(definition.body, request.body, 'The body')) as B,
      }
      return definition.run({ ...parsed, caller }, api)
    },
  }
}

/** @throws ChatError `invalid_payload`, or the more telling code that the schema names */
export function parse<T>(schema: GenericSchema<unknown, T>, value: unknown, what: string): T {
  const result = safeParse(schema, value)
  if (result.success) return result.output
  const [issue] = result.issues
  if (isErrorCode(issue.message)) throw new ChatError(issue.message)
  const key = issue.path?.map((item) => String(item.key)).join('.')
  throw new ChatError(
    'invalid_payload',
    key ? `${what} is not valid at ${key.slice(0, MAX_ID)}.` : `${what} is not valid.`,
  )
}

function readRoom(name: unknown, { limits }: ApiServices): string {
  if (name === undefined) return ''
  if (typeof name === 'string' && isRoomName(name, limits.roomNameLength)) return name
  throw new ChatError('invalid_room')
}

function readId(id: unknown): string {
  if (id === undefined) return ''
  if (typeof id === 'string' && id.length <= MAX_ID && isStorable(id)) return id
  throw new ChatError('not_found')
}
