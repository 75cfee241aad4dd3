/** A value, and how its source is called in a message. */
export type Given = { value: string; source: string }
