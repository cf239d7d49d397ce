// Text that Markdown and HTML take for nothing but text.

export function escapeMarkdown(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_[\]|#@]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/\r?\n|\r/g, '<br>')
}
