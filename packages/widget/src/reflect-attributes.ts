/** Makes attributes properties of the same names. What frameworks set where a page says nothing takes the attribute away. */
export function reflectAttributes(element: typeof HTMLElement, names: readonly string[]): void {
  for (const name of names) {
    Object.defineProperty(element.prototype, name, {
      get(this: Element) {
        return this.getAttribute(name) ?? ''
      },
      set(this: Element, value: string | null | undefined) {
        if (value == null) this.removeAttribute(name)
        else this.setAttribute(name, value)
      },
    })
  }
}
