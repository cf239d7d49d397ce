// A letter as blocks, and what it is as text and as HTML. Whatever people wrote is escaped here and nowhere else. Pure.

export type Block =
  | { readonly kind: 'words'; readonly text: string }
  /** Label and value in each row; the last rows may be sums. */
  | { readonly kind: 'rows'; readonly rows: readonly (readonly [string, string])[] }
  | { readonly kind: 'link'; readonly label: string; readonly url: string }

export type Letter = { readonly subject: string; readonly blocks: readonly Block[] }

export function letterAsText({ blocks }: Letter): string {
  return `${blocks.map(blockAsText).join('\n\n')}\n`
}

function blockAsText(block: Block): string {
  switch (block.kind) {
    case 'words':
      return block.text
    case 'link':
      return `${block.label}: ${block.url}`
    case 'rows': {
      const width = Math.max(...block.rows.map(([label]) => [...label].length))
      return block.rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`).join('\n')
    }
  }
}

export function letterAsHtml({ subject, blocks }: Letter): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="font-family: sans-serif; line-height: 1.5; color: #222">
${blocks.map(blockAsHtml).join('\n')}
</body>
</html>
`
}

function blockAsHtml(block: Block): string {
  switch (block.kind) {
    case 'words':
      return `<p>${escaped(block.text).replaceAll('\n', '<br>')}</p>`
    case 'link':
      return isWebUrl(block.url)
        ? `<p><a href="${escaped(block.url)}">${escaped(block.label)}</a></p>`
        : `<p>${escaped(block.label)}: ${escaped(block.url)}</p>`
    case 'rows':
      return `<table style="border-collapse: collapse">
${block.rows.map(rowAsHtml).join('\n')}
</table>`
  }
}

function rowAsHtml([label, value]: readonly [string, string]): string {
  const cell = 'padding: 2px 24px 2px 0'
  return `<tr><td style="${cell}">${escaped(label)}</td><td style="${cell}; text-align: right">${escaped(value)}</td></tr>`
}

function isWebUrl(url: string): boolean {
  return /^https?:\/\//i.test(url)
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
