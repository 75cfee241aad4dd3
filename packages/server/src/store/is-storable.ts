/** Whether every database keeps the text as it is: PostgreSQL has no character 0, and fails all that it comes with. */
export function isStorable(text: string): boolean {
  return !text.includes('\0')
}
