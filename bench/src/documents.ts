// The documents that are measured: those of the known clients, word for word.
import { loadOperations } from '@supermarket/schema/load.ts'
import { Kind, print, separateOperations } from 'graphql'

/** The operation with the fragments that it uses, as a client would send it. */
export function loadOperation(name: string): string {
  for (const { document } of loadOperations()) {
    const isThere = document.definitions.some(
      (each) => each.kind === Kind.OPERATION_DEFINITION && each.name?.value === name,
    )
    const own = isThere ? separateOperations(document)[name] : undefined
    if (own) return print(own)
  }
  throw new Error(`schema/operations has no operation ${name}`)
}
