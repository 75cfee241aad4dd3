/** One click away. */
export const QUICK = '👍 ❤️ 😂 🎉 😮 😢'.split(' ')

/** All that can be picked, in lines of eight. */
export const EMOJI = [
  '👍 👎 👏 🙏 🙌 👋 💪 🤝',
  '❤️ 💛 💚 💙 💜 🖤 💔 🔥',
  '😀 😄 😂 🤣 😊 😍 🥰 😘',
  '😉 😎 🤩 🥳 😇 🙂 🤗 🤔',
  '😮 😲 😳 🥺 😢 😭 😅 😬',
  '😐 🙄 😴 🤯 😡 🤢 🤒 👀',
  '🎉 🎂 🎁 ✨ ⭐ 💯 ✅ ❌',
  '☕ 🍕 🍰 🌱 🌍 ☀️ 🌈 🚀',
]
  .join(' ')
  .split(' ')
