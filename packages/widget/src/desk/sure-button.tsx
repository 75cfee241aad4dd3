import { Component } from 'preact'

type Props = { label: string; sureLabel: string; onSure: () => void }

/** For what cannot be undone: the first click asks, the second does it. */
export class SureButton extends Component<Props, { isAsking: boolean }> {
  override readonly state = { isAsking: false }

  override render({ label, sureLabel, onSure }: Props, { isAsking }: { isAsking: boolean }) {
    return (
      <button
        type="button"
        class={`link-button danger${isAsking ? ' asking' : ''}`}
        aria-live="polite"
        onBlur={() => this.setState({ isAsking: false })}
        onClick={() => {
          if (isAsking) onSure()
          this.setState({ isAsking: !isAsking })
        }}
      >
        {isAsking ? sureLabel : label}
      </button>
    )
  }
}
