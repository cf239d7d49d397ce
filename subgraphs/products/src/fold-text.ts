// Text as it is compared for sorting and searching: without regard to case and accents. Pure.

/** `Café Crème` → `cafe creme`, `Straße` → `strasse`. What cannot be folded stays as it is. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toUpperCase()
    .toLowerCase()
}
