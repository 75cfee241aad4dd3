/** What a page set before the class was there stands on the element itself, in front of the setters: sets it again. */
export function upgradeProperties(element: HTMLElement, names: readonly string[]): void {
  for (const name of names) {
    if (!Object.hasOwn(element, name)) continue
    const value: unknown = Reflect.get(element, name)
    Reflect.deleteProperty(element, name)
    Object.assign(element, { [name]: value })
  }
}
