// Text that no database column can hold (NUL, lone surrogates) is refused as bad input, in documents and variables,
// before any resolver sees it.
import type { ValidationContext, ValidationRule } from 'graphql'
import { badUserInput } from './graph-error.ts'

export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}

/** Validation rule: string literals of the document. Its verdict is cached with the document. */
export const StorableText: ValidationRule = (context: ValidationContext) => ({
  StringValue(node) {
    if (!isStorable(node.value)) context.reportError(badUserInput(unstorableText))
  },
})

/** True when every string inside a JSON value, keys included, is storable. Walks without recursion: depth is hostile. */
export function isStorableValue(value: unknown): boolean {
  const waiting: unknown[] = [value]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (typeof next === 'string' && !isStorable(next)) return false
    if (typeof next !== 'object' || next === null) continue
    for (const [key, inner] of Object.entries(next)) waiting.push(key, inner)
  }
  return true
}

export const unstorableText = 'Text holds a NUL or an unpaired surrogate, which cannot be stored.'
