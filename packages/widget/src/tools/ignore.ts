import type { User } from '@chat/sdk'
import type { ToolsHost } from './tools.js'

/** Hides what this user writes from this visitor alone, or with `isIgnored` false shows it again. */
export function ignore({ controller }: ToolsHost, { id, name }: User, isIgnored: boolean): void {
  const { ignored } = controller
  const others = ignored.all.filter((user) => user.id !== id)
  ignored.all = isIgnored ? [...others, { id, name }] : others
}
