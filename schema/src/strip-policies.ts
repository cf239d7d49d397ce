// Removes what @apollo/gateway refuses from a supergraph: links of policy specifications, their definitions and uses.
// Nothing else may differ, because the stock gateway is the oracle for everything but policies.
import { type DirectiveNode, Kind, parse, print, visit } from 'graphql'

const policies = ['authenticated', 'requiresScopes', 'policy']

export function stripPolicies(supergraphSdl: string): string {
  const stripped = visit(parse(supergraphSdl), {
    Directive: (node) => (policies.includes(node.name.value) || linksPolicy(node) ? null : undefined),
    DirectiveDefinition: (node) => (policies.includes(node.name.value) ? null : undefined),
    ScalarTypeDefinition: (node) =>
      policies.some((policy) => node.name.value.startsWith(`${policy}__`)) ? null : undefined,
  })
  return `${print(stripped)}\n`
}

function linksPolicy(node: DirectiveNode): boolean {
  if (node.name.value !== 'link') return false
  const url = node.arguments?.find((argument) => argument.name.value === 'url')?.value
  if (url?.kind !== Kind.STRING) return false
  return policies.some((policy) => url.value.startsWith(`https://specs.apollo.dev/${policy}/`))
}
