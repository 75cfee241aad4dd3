const shape = (path: string) => (
  <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <path
      d={path}
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>
)

export const SendIcon = () => shape('M10 16V4.5M5 9.5l5-5 5 5')
export const CheckIcon = () => shape('m4.5 10.5 3.5 3.5 7.5-8')
export const MoreIcon = () => shape('M4.5 10h.01M10 10h.01M15.5 10h.01')
export const PencilIcon = () =>
  shape('M4 16l.8-3.4L13 4.4a1.4 1.4 0 0 1 2 0l.6.6a1.4 1.4 0 0 1 0 2L7.4 15.2z')
export const ClockIcon = () => shape('M10 6.5V10l2.4 1.6M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0z')
export const ShieldIcon = () => shape('M10 3l6 2.2v4.3c0 3.6-2.4 6-6 7.5-3.6-1.5-6-3.9-6-7.5V5.2z')
export const DownIcon = () => shape('M10 4.5V15M5 10.5l5 5 5-5')
