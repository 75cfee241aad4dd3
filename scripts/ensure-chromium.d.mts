/** The path of a Chromium, or undefined where none is to be had. */
export function ensureChromium(): Promise<string | undefined>

/** The path of Chromium's headless shell, or undefined where none is to be had. */
export function ensureHeadlessShell(): Promise<string | undefined>
