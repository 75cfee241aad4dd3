import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { joinAsHelper, LauncherPage } from './launcher-page.js'
// eslint-disable-next-line import-x/no-relative-packages -- what browser tests of all packages stand on is the repository's own
import { launchChromium } from '../../../test/launch-chromium.js'
import { useStage } from './stage.js'

// The headless shell shows no notifications.
const stage = useStage({}, launchChromium)

type Told = { notifications: string[]; notes: number; asked: number }

/** Writes down what the browser is asked to show and to play; it does so all the same. */
async function listen({ page }: LauncherPage): Promise<void> {
  await page.context().addInitScript(() => {
    const told: Told = { notifications: [], notes: 0, asked: 0 }
    Object.assign(globalThis, { told })
    const Original = globalThis.Notification
    const ask = Original.requestPermission.bind(Original)
    globalThis.Notification = class extends Original {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options)
        told.notifications.push(`${title}: ${options?.body}`)
      }

      static override requestPermission() {
        told.asked += 1
        return ask()
      }
    }
    const Note = globalThis.OscillatorNode
    globalThis.OscillatorNode = class extends Note {
      override start(when?: number) {
        told.notes += 1
        super.start(when)
      }
    }
  })
  await page.reload()
}

const toldIn = ({ page }: LauncherPage) =>
  page.evaluate(() => (globalThis as unknown as { told: Told }).told)

const allNotifications = async (tabs: LauncherPage[]) =>
  (await Promise.all(tabs.map(toldIn))).flatMap(({ notifications }) => notifications)

async function turnOn(tab: LauncherPage, name: 'Sound' | 'Notifications'): Promise<void> {
  await tab.launcher.getByRole('button', { name: 'Sound and notifications' }).click()
  await tab.launcher.getByRole('checkbox', { name }).check()
  await tab.page.keyboard.press('Escape')
}

async function open(room: string, permissions: string[] = ['notifications']) {
  const ann = await LauncherPage.open(stage(), room)
  await ann.page.context().grantPermissions(permissions, { origin: new URL(ann.page.url()).origin })
  await listen(ann)
  await ann.openRoom()
  return { ann, helper: await joinAsHelper(stage(), room) }
}

test('until the visitor turns them on nothing is loaded, asked, shown or played', async () => {
  const { ann, helper } = await open('off')
  const requested: string[] = []
  ann.page.on('request', (request) => requested.push(request.url()))
  await ann.button.click()
  await helper.send('Hello?')
  await eventually(() => ann.button.getAttribute('aria-label')).toBe('Chat, 1 new message')
  expect(await toldIn(ann)).toEqual({ notifications: [], notes: 0, asked: 0 })
  expect(requested.filter((url) => url.includes('alerts'))).toEqual([])
})

test('turned on, a message that comes while the room is closed is shown and heard, once; own ones are not', async () => {
  const { ann, helper } = await open('closed')
  await turnOn(ann, 'Notifications')
  await turnOn(ann, 'Sound')
  // So that they hear what they chose.
  await eventually(async () => (await toldIn(ann)).notes).toBe(2)
  await helper.send('Seen')
  await ann.launcher.getByText('Seen').waitFor()
  await ann.button.click()
  await ann.page.evaluate(() => document.querySelector('chat-launcher')?.chatRoom?.send('Mine'))
  await helper.send('Hello?')
  await eventually(() => allNotifications([ann])).toEqual(['Helper: Hello?'])
  await eventually(async () => (await toldIn(ann)).notes).toBe(4)
})

test('of two tabs one tells', async () => {
  const { ann, helper } = await open('two-tabs')
  await turnOn(ann, 'Notifications')
  const other = await (await ann.openTab()).openRoom()
  await ann.button.click()
  await other.button.click()
  for (const text of ['One', 'Two', 'Three']) await helper.send(text)
  const shown = () => allNotifications([ann, other]).then((all) => all.toSorted())
  await eventually(shown).toEqual(['Helper: One', 'Helper: Three', 'Helper: Two'])
  for (const tab of [ann, other]) {
    await eventually(() => tab.button.getAttribute('aria-label')).toBe('Chat, 3 new messages')
  }
  // Whichever was the last to be told of it, all have had the time by now.
  await helper.send('Four')
  await eventually(async () => (await shown()).length).toBe(4)
})

test('what is seen in one tab is not told of by another, also one that was open before it was turned on', async () => {
  const { ann, helper } = await open('seen')
  const other = await (await ann.openTab()).openRoom()
  await turnOn(other, 'Notifications')
  await other.button.click()
  await ann.page.bringToFront()
  await ann.page.waitForFunction(() => document.visibilityState === 'visible')
  const alertsLoaded = () =>
    ann.page.evaluate(
      () =>
        performance.getEntriesByType('resource').filter(({ name }) => name.includes('alerts'))
          .length,
    )
  await eventually(alertsLoaded).toBe(1)
  // The time that one tab has to tell the other begins once it has told it.
  const { clock } = other.page
  await clock.install()
  await clock.pauseAt(Date.now() + 10_000)
  await helper.send('You see this')
  await ann.launcher.getByText('You see this').waitFor()
  await clock.resume()
  await ann.button.click()
  await helper.send('But not this')
  await eventually(() => allNotifications([ann, other])).toEqual(['Helper: But not this'])
})

test('a choice is kept for the next page and may be taken back', async () => {
  const { ann, helper } = await open('kept')
  await turnOn(ann, 'Notifications')
  await ann.page.reload()
  await ann.isReady()
  const field = ann.launcher.getByRole('checkbox', { name: 'Notifications' })
  await ann.launcher.getByRole('button', { name: 'Sound and notifications' }).click()
  expect(await field.isChecked()).toBe(true)
  await field.uncheck()
  await ann.button.click()
  await helper.send('Quietly')
  await eventually(() => ann.button.getAttribute('aria-label')).toBe('Chat, 1 new message')
  await ann.button.click()
  await ann.launcher.getByRole('button', { name: 'Sound and notifications' }).click()
  await field.check()
  await ann.button.click()
  await helper.send('Aloud')
  await eventually(() => allNotifications([ann])).toEqual(['Helper: Aloud'])
})

test('where the browser does not allow notifications it says so, and they stay off', async () => {
  const { ann } = await open('denied', [])
  await ann.launcher.getByRole('button', { name: 'Sound and notifications' }).click()
  const field = ann.launcher.getByRole('checkbox', { name: 'Notifications' })
  expect((await toldIn(ann)).asked).toBe(0)
  await field.click()
  await eventually(() => field.isChecked()).toBe(false)
  await ann.launcher.getByText('does not allow this site to show notifications').waitFor()
})

test('Escape closes the menu first, then the room', async () => {
  const { ann } = await open('escape')
  await ann.launcher.getByRole('button', { name: 'Sound and notifications' }).click()
  await ann.launcher.getByRole('checkbox', { name: 'Sound' }).waitFor()
  await ann.page.keyboard.press('Escape')
  expect(await ann.launcher.getByRole('checkbox', { name: 'Sound' }).isVisible()).toBe(false)
  expect(await ann.panel.isVisible()).toBe(true)
  await ann.page.keyboard.press('Escape')
  expect(await ann.panel.isVisible()).toBe(false)
})

test('what cannot be loaded is tried again at the next click, and is no error of the page', async () => {
  const ann = await LauncherPage.open(stage(), 'not-loaded')
  const errors: string[] = []
  ann.page.on('pageerror', ({ message }) => errors.push(message))
  await ann.openRoom()
  await ann.page.route('**/chat-alerts.mjs', (route) => route.abort())
  const bell = ann.launcher.getByRole('button', { name: 'Sound and notifications' })
  const failed = ann.page.waitForEvent('requestfailed')
  await bell.click()
  await failed
  await ann.page.unroute('**/chat-alerts.mjs')
  await eventually(async () => {
    await bell.click()
    return ann.launcher.getByRole('checkbox', { name: 'Sound' }).isVisible()
  }).toBe(true)
  expect(errors).toEqual([])
})
