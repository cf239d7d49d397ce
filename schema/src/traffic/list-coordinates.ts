// Which parts of a schema an operation uses, as schema coordinates. The gateway records them, the check looks them up.
import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  type NamedTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { givenInput, listInputVariables, possibleInput } from './input-coordinates.ts'
import { selectDefinitions } from './select-definitions.ts'

export type OperationRequest = {
  readonly schema: GraphQLSchema
  readonly document: DocumentNode
  /** May be left out when the document holds one operation. */
  readonly operationName?: string | undefined
  /**
   * With them only the input fields that are given count as used; without them every input field that a variable could
   * give. Their values are not looked at.
   */
  readonly variables?: Readonly<Record<string, unknown>> | undefined
}

/**
 * Sorted: `Type.field`, `Type.field(argument:)`, `Input.field`, `Enum.VALUE` for a literal, `@directive`,
 * `@directive(argument:)`, and `Type` for every type that is selected, sent or named; a literal of an enum is its value
 * only. What the schema does not know is left out. Throws when the document does not hold the operation.
 */
export function listCoordinates(request: OperationRequest): readonly string[] {
  const found = new Set<string>()
  for (const definition of selectDefinitions(request.document, request.operationName)) {
    collect(definition, request, found)
  }
  return [...found].sort()
}

function collect(
  definition: ReturnType<typeof selectDefinitions>[number],
  { schema, variables }: OperationRequest,
  found: Set<string>,
): void {
  const info = new TypeInfo(schema)
  const add = (coordinate: string) => void found.add(coordinate)
  const addCondition = (node: NamedTypeNode | undefined) => {
    if (node !== undefined && schema.getType(node.name.value)) add(node.name.value)
  }
  const visitor = {
    OperationDefinition: () => addNamed(info.getType(), add),
    FragmentDefinition: (node: { typeCondition: NamedTypeNode }) => addCondition(node.typeCondition),
    InlineFragment: (node: { typeCondition?: NamedTypeNode | undefined }) => addCondition(node.typeCondition),
    Field() {
      const field = info.getFieldDef()
      const parent = info.getParentType()
      if (!field || !parent || isIntrospective(parent.name) || isIntrospective(field.name)) return
      add(`${parent.name}.${field.name}`)
      addNamed(field.type, add)
    },
    Argument() {
      const argument = info.getArgument()
      const owner = ownerOfArgument(info)
      if (argument && owner !== undefined) add(`${owner}(${argument.name}:)`)
    },
    Directive() {
      const directive = info.getDirective()
      if (directive) add(`@${directive.name}`)
    },
    ObjectValue: () => addNamed(info.getInputType(), add),
    ObjectField(node: { name: { value: string } }) {
      const parent = info.getParentInputType()
      if (parent && info.getInputType()) add(`${getNamedType(parent).name}.${node.name.value}`)
    },
    EnumValue() {
      const value = info.getEnumValue()
      const type = info.getInputType()
      if (value && type) add(`${getNamedType(type).name}.${value.name}`)
    },
  }
  visit(definition, visitWithTypeInfo(info, visitor))
  if (definition.kind !== 'OperationDefinition') return
  const inputs = listInputVariables(schema, definition)
  if (variables !== undefined) givenInput(inputs, variables, found)
  else for (const { type } of inputs) possibleInput(type, found)
}

/** `__schema`, `__Type.name`: what every schema has, and none loses. */
function isIntrospective(name: string): boolean {
  return name.startsWith('__')
}

function ownerOfArgument(info: TypeInfo): string | undefined {
  const directive = info.getDirective()
  if (directive) return `@${directive.name}`
  const [parent, field] = [info.getParentType(), info.getFieldDef()]
  if (field && isIntrospective(field.name)) return undefined
  return parent && field && !isIntrospective(parent.name) ? `${parent.name}.${field.name}` : undefined
}

function addNamed(type: Parameters<typeof getNamedType>[0], add: (coordinate: string) => void): void {
  if (type) add(getNamedType(type).name)
}
