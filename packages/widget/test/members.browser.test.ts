import { expect, test } from 'vitest'
import { joinAs } from './backlog.js'
import { eventually } from './eventually.js'
import type { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const stage = useStage({ graceMs: 0, limits: { memberList: 3 } })

async function openList(room: string): Promise<RoomPage> {
  const ann = await stage().visit(`<chat-room room="${room}" name="Max"></chat-room>`)
  await ann.isReady()
  await ann.element.locator('.count').click()
  await ann.element.getByRole('dialog', { name: 'Who is here' }).waitFor()
  return ann
}

const names = ({ element }: RoomPage) => element.locator('[part=member] bdi').allInnerTexts()

test('who is here is listed, oneself first, and follows who comes, goes and is renamed', async () => {
  await joinAs(stage(), 'Zoe', 'list')
  const ann = await openList('list')
  await eventually(() => names(ann)).toEqual(['Max', 'Zoe'])
  expect(await ann.element.locator('[part=member]').first().innerText()).toContain('You')
  const bob = await joinAs(stage(), 'Bob', 'list')
  await eventually(() => names(ann)).toEqual(['Max', 'Bob', 'Zoe'])
  await bob.leave()
  await eventually(() => names(ann)).toEqual(['Max', 'Zoe'])
})

test('two of one name are told apart by tag and colour', async () => {
  await joinAs(stage(), 'Bob', 'twins')
  await joinAs(stage(), 'Bob', 'twins')
  const ann = await openList('twins')
  await eventually(() => names(ann)).toEqual(['Max', 'Bob', 'Bob'])
  const tags = await ann.element.locator('[part=member] .tag').allInnerTexts()
  expect(new Set(tags).size).toBe(3)
  for (const tag of tags) expect(tag).toMatch(/^#\w{4}$/)
})

test('Escape and Close give the focus back', async () => {
  const ann = await openList('close')
  const opener = ann.element.locator('.count')
  await ann.page.keyboard.press('Escape')
  expect(await opener.evaluate((each) => each.matches(':focus'))).toBe(true)
  await opener.press('Enter')
  await ann.element.getByRole('button', { name: 'Close' }).press('Enter')
  await eventually(() => ann.element.getByRole('dialog').count()).toBe(0)
  expect(await opener.evaluate((each) => each.matches(':focus'))).toBe(true)
})

test('of a large room it says how many more there are; nobody’s coming and going is written into the conversation', async () => {
  const ann = await openList('large')
  const others = await Promise.all(
    Array.from({ length: 6 }, (_, index) => joinAs(stage(), `Guest ${index}`, 'large')),
  )
  const list = ann.element.getByRole('dialog')
  await eventually(() => list.innerText()).toMatch(/and \d more|In a room this large/)
  await Promise.all(others.slice(1).map((each) => each.leave()))
  await eventually(() => ann.element.locator('.count').innerText()).toBe('2 people')
  expect(await ann.log.innerText()).not.toContain('Guest')
})
