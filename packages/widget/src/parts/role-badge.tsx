import type { User } from '@chat/sdk'
import type { Locale } from '../locale/locale.js'

/** Whom the site or the operator has put in charge; no name can claim it. */
export function RoleBadge({ role, locale }: { role: User['role']; locale: Locale }) {
  if (!role) return null
  return (
    <span class="badge" part="role">
      {role === 'host' ? locale.host : locale.moderator}
    </span>
  )
}
