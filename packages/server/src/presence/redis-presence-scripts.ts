import { BUS_KEPT_MS } from '../bus/bus.js'

/**
 * A user enters a room on a process, or leaves it there; those who read the bus are told in the same step, so that the order
 * of what they are told is that in which it happened.
 *
 * A member is a field of the room's hash: the processes that they are connected to, by comma, a space, and the user as
 * JSON. Keys: members of the room, live rooms, entries of the process, bus. Arguments: process, room, user id, user as
 * JSON (empty: leaves), most members, whose doing it is (empty: nobody's, it is only said again). Answers -1 where the room
 * is full.
 */
export const CHANGE_MEMBER = `
local process, room, id, user, max, by = ARGV[1], ARGV[2], ARGV[3], ARGV[4], tonumber(ARGV[5]), ARGV[6]
local before = redis.call('HGET', KEYS[1], id)
local on, known = '', ''
if before then on, known = string.match(before, '^(%S*) (.*)$') end
local processes = {}
for each in string.gmatch(on, '[^,]+') do
  if each ~= process then processes[#processes + 1] = each end
end
local change
if user == '' then
  redis.call('SREM', KEYS[3], room .. ' ' .. id)
  if not before then return 0 end
  if #processes == 0 then
    redis.call('HDEL', KEYS[1], id)
    change = '"joined":[],"renamed":[],"left":[' .. cjson.encode(id) .. ']'
  else
    redis.call('HSET', KEYS[1], id, table.concat(processes, ',') .. ' ' .. known)
    return 0
  end
else
  if not before and max > 0 and redis.call('HLEN', KEYS[1]) >= max then return -1 end
  processes[#processes + 1] = process
  redis.call('SADD', KEYS[3], room .. ' ' .. id)
  redis.call('HSET', KEYS[1], id, table.concat(processes, ',') .. ' ' .. user)
  if not before then change = '"joined":[' .. user .. '],"renamed":[],"left":[]'
  elseif known ~= user then change = '"joined":[],"renamed":[' .. user .. '],"left":[]'
  else return 0 end
end
local count = redis.call('HLEN', KEYS[1])
if count > 0 then redis.call('ZADD', KEYS[2], -count, room) else redis.call('ZREM', KEYS[2], room) end
if by == '' then change = change .. ',"isSettled":true' end
local note = '{"type":"presence","by":' .. cjson.encode(by) .. ',"change":{"room":' .. cjson.encode(room) .. ',"count":' .. count .. ',' .. change .. '}}'
local oldest = string.format('%.0f', tonumber(redis.call('TIME')[1]) * 1000 - ${BUS_KEPT_MS})
redis.call('XADD', KEYS[4], 'MINID', '~', oldest, '*', 'from', '', 'note', note)
return 1
`

/** Keys: members of the room. Arguments: most to list. Answers the count and the members. */
export const READ_MEMBERS = `
local count = redis.call('HLEN', KEYS[1])
local limit = tonumber(ARGV[1])
if count <= limit then return { count, redis.call('HVALS', KEYS[1]) } end
local list = {}
local found = redis.call('HRANDFIELD', KEYS[1], limit, 'WITHVALUES')
for index = 2, #found, 2 do list[#list + 1] = found[index] end
return { count, list }
`

/**
 * A process says that it lives. Those of whom nothing was heard for too long count as dead, until somebody has taken their
 * members out. Keys: living processes with the time of their latest word, dead processes. Arguments: process, silence after
 * which one is dead (ms). Answers whether the process was known, and the dead ones.
 */
export const BEAT = `
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local known = redis.call('ZSCORE', KEYS[1], ARGV[1])
redis.call('ZADD', KEYS[1], now, ARGV[1])
local silent = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now - tonumber(ARGV[2]))
for _, process in ipairs(silent) do
  redis.call('ZREM', KEYS[1], process)
  redis.call('SADD', KEYS[2], process)
end
return { known and 1 or 0, redis.call('SMEMBERS', KEYS[2]) }
`

/** A process ends: in so many ms it counts as dead. Keys: living processes. Arguments: process, ms until dead, silence. */
export const END = `
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
redis.call('ZADD', KEYS[1], now + tonumber(ARGV[2]) - tonumber(ARGV[3]), ARGV[1])
`
