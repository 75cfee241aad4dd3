import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [
    // <chat-room> is an element of the browser, not a component of Vue.
    vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('chat-') } } }),
  ],
})
