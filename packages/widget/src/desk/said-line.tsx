import type { Message } from '@chat/sdk'

type Props = Pick<Message, 'user' | 'text'> & {
  /** Whether it is what is to be decided on, not what stood around it. */
  isMeant: boolean
}

/** Who said what. */
export function SaidLine({ user, text, isMeant }: Props) {
  return (
    <p class={isMeant ? 'meant' : 'quiet'}>
      <bdi class="quote-name">{user.name}</bdi>: <bdi>{text}</bdi>
    </p>
  )
}
