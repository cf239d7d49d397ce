// Policies as part of every request: who may select what is decided before planning, what may not be selected is not
// even planned, and the answer tells it.
import type { DocumentNode } from 'graphql'
import type { GraphSchemas } from '../execute/types.ts'
import type { EnginePlugin, EngineRequest } from '../graph/engine-plugin.ts'
import { type Admission, admit, type PolicyOptions } from './admission.ts'
import { byOperation } from './by-operation.ts'
import { compilePolicies } from './compile-policies.ts'
import { type Claims, restrictionFor } from './decide.ts'
import { policyRules } from './policy-rules.ts'

export type PolicyPluginOptions = PolicyOptions & {
  /** What the sender of a request may do; asked only where an operation touches something protected. */
  readonly claims: (contextValue: unknown) => Claims
}

/** Costs nothing where nothing is protected. */
export function policyPlugin(options: PolicyPluginOptions): EnginePlugin {
  const compiledFor = byOperation({
    rulesOf: ({ supergraphSchema }) => policyRules(supergraphSchema),
    compile: compilePolicies,
  })
  const admissions = new WeakMap<EngineRequest, Admission>()
  return {
    variant(request) {
      const { gateway, graph, variables } = request
      const operationName = gateway.operationName ?? undefined
      const compiled = compiledFor(graph.schemas, { document: gateway.document, operationName })
      if (!compiled) return undefined
      return admit(compiled, { claims: options.claims(gateway.context), variables }, options).then(
        (admission) => {
          admissions.set(request, admission)
          const { key, refused, errors, restriction } = admission
          if (refused) return { refusals: errors }
          return restriction && { key, restrict: restrictBy(key, operationName) }
        },
      )
    },
    didExecute(request, _operation, answer) {
      const admission = admissions.get(request)
      if (!admission || admission.denials.length === 0) return answer
      const { errors, extensions } = admission
      return {
        ...answer,
        errors: [...errors, ...answer.errors],
        // Nulls that a policy left behind are explained by its error.
        valueCompletion: [],
        extensions: extensions ? { ...answer.extensions, ...extensions } : answer.extensions,
      }
    },
  }

  /** The same clauses may have to be judged again: for the document with its labels, or for the next supergraph. */
  function restrictBy(key: string, operationName: string | undefined) {
    return (document: DocumentNode, schemas: GraphSchemas) => {
      const compiled = compiledFor(schemas, { document, operationName })
      return compiled && restrictionFor(compiled, key)
    }
  }
}
