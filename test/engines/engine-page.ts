/** A page in a browser that is not Chromium: as much of one as every engine's driver has. */
export interface EnginePage {
  goto(url: string): Promise<void>
  /** Runs a function in the page. It sees nothing of what is around it here. */
  evaluate<Result>(
    run: (argument: string) => Result | Promise<Result>,
    argument?: string,
  ): Promise<Result>
  /** Types where the focus is, as a person does it. */
  type(text: string): Promise<void>
  press(key: 'Enter' | 'Escape' | 'Tab'): Promise<void>
  resize(width: number, height: number): Promise<void>
  close(): Promise<void>
}
