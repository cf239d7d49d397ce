// Directives of Apollo's specifications as a supergraph applies them: @link decides under which name, and a directive
// is read from what the SDL says, which graphql-js keeps beside the schema.
import { type ASTNode, type ConstDirectiveNode, valueFromASTUntyped } from 'graphql'
import type { JsonObject } from '../transport/subgraph-transport.ts'

/** Anything of a schema that carries directives. */
export type SchemaElement = {
  readonly astNode?: ASTNode | null | undefined
  readonly extensionASTNodes?: readonly ASTNode[] | null | undefined
}

/**
 * The name, without `@`, of directive `directive` of the specification at `https://specs.apollo.dev/<spec>`; undefined
 * when the schema does not link it.
 */
export function linkedDirective(schema: SchemaElement, spec: string, directive: string): string | undefined {
  const identity = `https://specs.apollo.dev/${spec}/`
  for (const link of directivesOf(schema)) {
    const { url, feature, as, import: imports } = argumentsOf(link)
    const linked = url ?? feature
    if (typeof linked !== 'string' || !linked.startsWith(identity)) continue
    const imported = Array.isArray(imports) ? importedAs(imports, `@${directive}`) : undefined
    if (imported !== undefined) return imported.slice(1)
    const name = typeof as === 'string' ? as : spec
    return directive === spec ? name : `${name}__${directive}`
  }
  return undefined
}

function importedAs(imports: readonly unknown[], name: string): string | undefined {
  for (const each of imports) {
    if (each === name) return name
    if (typeof each !== 'object' || each === null) continue
    const renamed = each as { readonly name?: unknown; readonly as?: unknown }
    if (renamed.name === name) return typeof renamed.as === 'string' ? renamed.as : name
  }
  return undefined
}

/** The arguments of each application of `@name`, in the order of the SDL. */
export function applicationsOf(element: SchemaElement, name: string | undefined): readonly JsonObject[] {
  if (name === undefined) return []
  return directivesOf(element)
    .filter((directive) => directive.name.value === name)
    .map(argumentsOf)
}

function directivesOf({ astNode, extensionASTNodes }: SchemaElement): readonly ConstDirectiveNode[] {
  const nodes = astNode ? [astNode, ...(extensionASTNodes ?? [])] : (extensionASTNodes ?? [])
  return nodes.flatMap(
    (node) => ('directives' in node ? (node.directives ?? []) : []) as ConstDirectiveNode[],
  )
}

function argumentsOf(directive: ConstDirectiveNode): JsonObject {
  const values: JsonObject = Object.create(null)
  for (const { name, value } of directive.arguments ?? []) values[name.value] = valueFromASTUntyped(value)
  return values
}
