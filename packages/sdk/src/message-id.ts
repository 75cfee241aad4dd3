/**
 * A UUID that begins with the time (version 7): ids made at about the same time stand side by side in the server's index,
 * which random ones outgrow. `crypto.randomUUID` is missing on pages served without TLS, `getRandomValues` is not.
 *
 * @param now the server's clock, ms: this device's own would tell its visitors apart by how wrong it is
 */
export function createMessageId(now: number): string {
  const time = (now > 0 ? now : 0).toString(16).padStart(12, '0')
  const bytes = crypto.getRandomValues(new Uint8Array(10))
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return (time + hex).replace(/(.{8})(.{4}).(.{3}).(.{3})(.{12})/, '$1-$2-7$3-8$4-$5')
}
