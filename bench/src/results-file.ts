// A file of results to which several benches contribute: each replaces its own part and leaves the others alone.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Makes the file, and its folder, when there is none. */
export function writeSection(file: string, name: string, section: string): void {
  mkdirSync(dirname(file), { recursive: true })
  const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
  writeFileSync(file, replaceSection(before, name, section))
}

/** `text` with what stands between the markers of that name replaced; without markers the section goes to the end. */
export function replaceSection(text: string, name: string, section: string): string {
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`]
  const whole = `${begin}\n\n${section.trim()}\n\n${end}`
  const from = text.indexOf(begin)
  const to = text.indexOf(end, from)
  if (from === -1 || to === -1) return `${text.trimEnd()}${text.trim() === '' ? '' : '\n\n'}${whole}\n`
  return `${text.slice(0, from)}${whole}${text.slice(to + end.length)}`
}
