/// <reference types="vite/client" />

interface ImportMetaEnv {
  readonly VITE_CHAT_SERVER?: string
}
