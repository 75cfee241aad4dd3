/** How far erasing or exporting has come, in rows. The total is about right, and right at the end. */
export type KeepingProgress = {
  step: 'erasing' | 'renaming' | 'exporting'
  done: number
  total: number
}
