/** A host page as the README shows it: one script tag, one element, with content above and below that must not move. */
export function embedPage(server: string, room: string): string {
  return `<!doctype html>
<meta charset="utf-8" />
<title>Host page</title>
<h1>A page with a chat</h1>
<script src="${server}/chat.js" async></script>
<chat-room room="${room}" style="display: block; height: 480px"></chat-room>
<p>What the page has below it.</p>
`
}
