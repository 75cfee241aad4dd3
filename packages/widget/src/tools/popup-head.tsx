type Props = { title: string; close: string; onClose: () => void }

/** What a popup is, and the button that closes it, which has the focus at first. */
export function PopupHead({ title, close, onClose }: Props) {
  return (
    <div class="members-head">
      <strong>{title}</strong>
      <button class="link-button" type="button" data-first onClick={onClose}>
        {close}
      </button>
    </div>
  )
}
