// Text as it is compared for sorting and searching: without regard to case and accents. Pure.

/**
 * `Café Crème` → `cafe creme`, `Straße` → `strasse`. What cannot be folded stays as it is. A capital ẞ is `SS` only by
 * way of its small letter.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
}
