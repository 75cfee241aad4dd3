import type { VNode } from 'preact'

type Props = {
  title: string
  /** Said where there is nothing. */
  none: string
  /** Whether there are more than are shown. */
  hasMore: boolean
  more: string
  onMore: () => void
  children?: VNode[]
}

/** One list of what a moderator looks at. */
export function EntryList({ title, none, hasMore, more, onMore, children = [] }: Props) {
  return (
    <section aria-label={title}>
      <strong>{title}</strong>
      {children.length > 0 ? <ul>{children}</ul> : <p class="quiet">{none}</p>}
      {hasMore && (
        <button class="link-button" type="button" onClick={onMore}>
          {more}
        </button>
      )}
    </section>
  )
}
