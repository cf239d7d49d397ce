// What is derived from a supergraph once, and from an operation once per supergraph and document; it is forgotten with
// them.
import type { DocumentNode } from 'graphql'
import type { GraphSchemas } from '../execute/types.ts'

export type Subject = {
  /** Valid against the API schema. */
  readonly document: DocumentNode
  readonly operationName: string | undefined
}

export type Derivation<Rules, Compiled> = {
  /** Undefined when the supergraph has nothing to compile for. */
  readonly rulesOf: (schemas: GraphSchemas) => Rules | undefined
  readonly compile: (rules: Rules, subject: Subject) => Compiled | undefined
}

export function byOperation<Rules, Compiled>({ rulesOf, compile }: Derivation<Rules, Compiled>) {
  type Known = {
    readonly rules: Rules | undefined
    readonly documents: WeakMap<DocumentNode, Map<string | undefined, Compiled | undefined>>
  }
  const bySchemas = new WeakMap<GraphSchemas, Known>()

  function knownOf(schemas: GraphSchemas): Known {
    const known = bySchemas.get(schemas) ?? { rules: rulesOf(schemas), documents: new WeakMap() }
    bySchemas.set(schemas, known)
    return known
  }

  return (schemas: GraphSchemas, subject: Subject): Compiled | undefined => {
    const { rules, documents } = knownOf(schemas)
    if (rules === undefined) return undefined
    const byName = documents.get(subject.document) ?? new Map<string | undefined, Compiled | undefined>()
    documents.set(subject.document, byName)
    if (!byName.has(subject.operationName)) byName.set(subject.operationName, compile(rules, subject))
    return byName.get(subject.operationName)
  }
}
