import { describe, expect, test } from 'vitest'
import { RoomMembers } from './room-members.js'

const [ann, bob, eve] = ['ann', 'bob', 'eve'].map((id) => ({ id, name: id })) as [User, User, User]
type User = { id: string; name: string }
const push = (count: number, joined: User[] = [], left: string[] = []) => ({
  room: 'r',
  seq: 0,
  count,
  joined,
  left,
})

function membersOf(...list: User[]): RoomMembers {
  const members = new RoomMembers()
  members.hold()
  members.replace({ count: list.length, list }, 200, false)
  return members
}

describe('who comes, goes or takes another name', () => {
  test('is in the list', () => {
    const members = membersOf(ann, bob)
    members.apply(push(2, [eve, { ...bob, name: 'Bobby' }], ['ann']), 200)
    expect(members.current).toEqual({ count: 2, list: [{ ...bob, name: 'Bobby' }, eve] })
    expect(members.isIncomplete).toBe(false)
  })

  test('and nobody does: the same object stays', () => {
    const members = membersOf(ann)
    const before = members.current
    members.apply(push(1), 200)
    expect(members.current).toBe(before)
  })

  test('and not all were named: the list is known to be incomplete', () => {
    const members = membersOf(ann)
    members.apply(push(3, [eve]), 200)
    expect(members.current).toEqual({ count: 3, list: [ann, eve] })
    expect(members.isIncomplete).toBe(true)
    members.hold()
    members.replace({ count: 3, list: [ann, bob, eve] }, 200, true)
    expect(members.isIncomplete).toBe(false)
  })

  test('in a room too large for names: the count alone is true, and nothing is missing', () => {
    const members = membersOf(ann, bob)
    members.apply(push(3), 2)
    expect(members.current).toEqual({ count: 3, list: [ann, bob] })
    expect(members.isIncomplete).toBe(false)
    members.apply(push(2), 2)
    expect(members.current.count).toBe(2)
  })
})

describe('a push that comes while an answer is on its way', () => {
  test('is applied after the answer', () => {
    const members = membersOf(ann)
    members.hold()
    members.apply(push(2, [bob]), 200)
    expect(members.current.count).toBe(1)
    members.replace({ count: 1, list: [eve] }, 200, true)
    expect(members.current).toEqual({ count: 2, list: [eve, bob] })
  })

  test('is applied where no answer comes', () => {
    const members = membersOf(ann)
    members.hold()
    members.apply(push(2, [bob]), 200)
    members.release(200)
    expect(members.current).toEqual({ count: 2, list: [ann, bob] })
  })
})

describe('while a server that has just started settles', () => {
  const settling = true as const

  /** What one who was here before is answered. */
  function answer(members: RoomMembers, list: User[], isReturn = true): void {
    members.hold()
    members.replace({ count: list.length, list, settling }, 200, isReturn)
  }

  test('those known from before stay, whoever else is back', () => {
    const members = membersOf(ann, bob)
    const before = members.current
    answer(members, [bob])
    members.apply({ ...push(2, [ann]), settling }, 200)
    expect(members.current).toBe(before)
    expect(members.isIncomplete).toBe(false)
  })

  test('whoever is new is there, and whoever goes is gone', () => {
    const members = membersOf(ann, bob)
    answer(members, [ann])
    members.apply({ ...push(2, [eve]), settling }, 200)
    expect(members.current).toEqual({ count: 3, list: [ann, bob, eve] })
    members.apply({ ...push(1, [], ['eve']), settling }, 200)
    expect(members.current).toEqual({ count: 2, list: [ann, bob] })
  })

  test('a push that came before the answer is applied after it', () => {
    const members = membersOf(ann, bob)
    members.hold()
    members.apply({ ...push(2, [eve]), settling }, 200)
    members.replace({ count: 1, list: [ann], settling }, 200, true)
    expect(members.current).toEqual({ count: 3, list: [ann, bob, eve] })
  })

  test('one who comes for the first time takes what is told', () => {
    const members = new RoomMembers()
    answer(members, [ann], false)
    expect(members.current).toEqual({ count: 1, list: [ann] })
    members.apply({ ...push(2, [bob]), settling }, 200)
    expect(members.current).toEqual({ count: 2, list: [ann, bob] })
  })

  test('what was known of a log that is no more does not count', () => {
    const members = membersOf(ann, bob)
    answer(members, [eve], false)
    expect(members.current).toEqual({ count: 1, list: [eve] })
  })

  test('in a room too large for names the larger count holds', () => {
    const members = membersOf(ann, bob)
    members.apply(push(9), 2)
    members.hold()
    members.replace({ count: 1, list: [bob], settling }, 2, true)
    members.apply({ ...push(2, [ann]), settling }, 2)
    expect(members.current).toEqual({ count: 9, list: [ann, bob] })
    members.apply({ ...push(10), settling }, 2)
    expect(members.current.count).toBe(10)
    members.apply(push(8), 2)
    expect(members.current.count).toBe(8)
    expect(members.isIncomplete).toBe(false)
  })

  test('the first push after it says whether somebody has not come back', () => {
    const members = membersOf(ann, bob)
    answer(members, [ann])
    members.apply(push(1), 200)
    expect(members.current.count).toBe(1)
    expect(members.isIncomplete).toBe(true)
    members.hold()
    members.replace({ count: 1, list: [ann] }, 200, true)
    expect(members.current).toEqual({ count: 1, list: [ann] })
  })
})
