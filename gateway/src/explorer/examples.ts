// The explorer's examples: the documents of the known clients, one operation each, with variables to start from.
import { loadOperations, type OperationFile } from '@supermarket/schema/load.ts'
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  print,
  visit,
} from 'graphql'
import { type SampleVariables, samples } from './samples.ts'

export type Example = {
  /** Heading under which it is listed. */
  readonly topic: string
  readonly name: string
  readonly kind: `${OperationTypeNode}`
  /** The operation with the fragments that it uses, and no other. */
  readonly query: string
  readonly variables?: SampleVariables
}

/** Topics in the order of a buyer's way through the shop; a file that is not named here comes last. */
const order: readonly string[] = [
  'sign-in',
  'catalogue',
  'cart',
  'pricing',
  'checkout',
  'orders',
  'returns',
  'account',
  'staff',
  'webhooks',
]

export type ExampleOptions = {
  /** Subscriptions are left out where the executor serves none. */
  readonly streams: boolean
}

/** What stands in schema/operations, for the explorer. */
export function loadOperationExamples(options: ExampleOptions): readonly Example[] {
  return operationExamples(loadOperations(), options)
}

export function operationExamples(
  files: readonly OperationFile[],
  { streams }: ExampleOptions,
): readonly Example[] {
  return files
    .map(({ name, document }) => ({ topic: name.replace(/\.graphql$/, ''), document }))
    .toSorted((a, b) => rank(a.topic) - rank(b.topic))
    .flatMap(({ topic, document }) =>
      operationsOf(document)
        .filter(({ operation }) => streams || operation !== OperationTypeNode.SUBSCRIPTION)
        .map((operation) => example(words(topic), operation, document)),
    )
}

function rank(topic: string): number {
  const place = order.indexOf(topic)
  return place < 0 ? order.length : place
}

function operationsOf(document: DocumentNode): readonly OperationDefinitionNode[] {
  return document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
}

function example(topic: string, operation: OperationDefinitionNode, document: DocumentNode): Example {
  const name = operation.name?.value ?? operation.operation
  const variables = samples[name]
  return {
    topic,
    name: words(name),
    kind: operation.operation,
    query: [operation, ...fragmentsUsed(operation, document)].map(asWritten).join('\n\n'),
    ...(variables ? { variables } : {}),
  }
}

/** With its author's line breaks, where the text is known. */
function asWritten(definition: OperationDefinitionNode | FragmentDefinitionNode): string {
  const { loc } = definition
  return loc ? loc.source.body.slice(loc.start, loc.end) : print(definition)
}

/** Fragments that the operation reaches; the server refuses a document with more. */
function fragmentsUsed(
  operation: OperationDefinitionNode,
  document: DocumentNode,
): readonly FragmentDefinitionNode[] {
  const used = new Set<FragmentDefinitionNode>()
  const collect = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread({ name }) {
        const fragment = document.definitions.find(
          (definition) =>
            definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name.value,
        )
        if (fragment?.kind !== Kind.FRAGMENT_DEFINITION || used.has(fragment)) return
        used.add(fragment)
        collect(fragment)
      },
    })
  }
  collect(operation)
  return [...used]
}

/** `ProductBySlug` and `product-by-slug` read `Product by slug`. */
function words(name: string): string {
  const text = name
    .replaceAll('-', ' ')
    .replace(/(?<=[a-z0-9])[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`)
  return text.charAt(0).toUpperCase() + text.slice(1)
}
