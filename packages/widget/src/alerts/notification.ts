import type { Message } from '@chat/sdk'

const BODY_LENGTH = 200

/** Whether the browser lets pages show notifications; `default` means that it asks the visitor first. */
export function notificationPermission(): NotificationPermission {
  return 'Notification' in globalThis ? Notification.permission : 'denied'
}

/** Asks the visitor, where they were not asked yet. Call it upon an act of theirs. Resolves with whether they allow it. */
export async function askForNotifications(): Promise<boolean> {
  const permission = notificationPermission()
  if (permission !== 'default') return permission === 'granted'
  return (await Notification.requestPermission()) === 'granted'
}

/** Shows one for the room; the next one takes its place. */
export function showNotification(
  { user, text }: Message,
  room: string,
  onChoose: () => void,
): void {
  if (notificationPermission() !== 'granted') return
  try {
    const shown = new Notification(user.name, {
      body: Array.from(text).slice(0, BODY_LENGTH).join(''),
      tag: `chat ${room}`,
    })
    shown.onclick = () => {
      window.focus()
      onChoose()
      shown.close()
    }
  } catch {
    // Chrome on Android has them for service workers only, which are the site's own.
  }
}
