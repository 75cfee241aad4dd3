import { expect, test } from 'vitest'
import { KnownPersons } from './known-persons.js'

const from = (...marks: string[]) => ({ user: { id: 'ann', name: 'Ann' }, since: 0, marks })

test('whoever is connected from two networks is known by the marks of both', () => {
  const persons = new KnownPersons()
  persons.enter(from('home'))
  persons.enter(from('phone'))
  expect(persons.get('ann')?.marks).toEqual(['home', 'phone'])
  persons.leave('ann')
  persons.enter(from('phone'))
  expect(persons.get('ann')?.marks).toEqual(['home', 'phone'])
})

test('the marks of somebody who has come back from elsewhere are the new ones', () => {
  const persons = new KnownPersons()
  persons.enter(from('home'))
  persons.leave('ann')
  persons.enter(from('phone'))
  expect(persons.get('ann')?.marks).toEqual(['phone'])
})

test('who changes networks all day long is kept by the latest marks', () => {
  const persons = new KnownPersons()
  persons.enter(from('home'))
  for (let day = 0; day < 1_000; day += 1) {
    persons.enter(from(`train ${day}`))
    persons.leave('ann')
  }
  const { marks = [] } = persons.get('ann') ?? {}
  expect(marks.length).toBeLessThanOrEqual(20)
  expect(marks.at(-1)).toBe('train 999')
})
