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
    if (!isStorable(node.value)) context.reportError(badUserInput(message))
  },
})

/** True when every string inside a JSON value, keys included, is storable. */
export function isStorableValue(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value)
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isStorableValue)
  return Object.entries(value).every(([key, inner]) => isStorable(key) && isStorableValue(inner))
}

export const message = 'Text holds a NUL or an unpaired surrogate, which cannot be stored.'
