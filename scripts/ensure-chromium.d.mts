/** The path of a Chromium, or undefined where none is to be had. */
export function ensureChromium(): Promise<string | undefined>
