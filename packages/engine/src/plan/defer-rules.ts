// Validation of `@defer` as graphql 17 does it and graphql 16 does not. Meant for documents that the specified rules
// have passed.
import {
  type ASTVisitor,
  type DirectiveNode,
  GraphQLError,
  Kind,
  OperationTypeNode,
  type ValidationContext,
  type ValidationRule,
  visit,
} from 'graphql'

export const deferRules: readonly ValidationRule[] = [distinctLabels, notOnEffects, notOnSubscriptions]

/** Labels are known before execution and no two are alike, or a client could not tell the parts of an answer apart. */
function distinctLabels(context: ValidationContext): ASTVisitor {
  const seen = new Map<string, DirectiveNode>()
  return {
    Directive(node) {
      const label = isDefer(node) ? argumentOf(node, 'label') : undefined
      if (label === undefined || label.kind === Kind.NULL) return
      if (label.kind !== Kind.STRING) {
        report(context, `Directive "defer"'s label argument must be a static string.`, [node])
        return
      }
      const before = seen.get(label.value)
      if (before === undefined) seen.set(label.value, node)
      else report(context, 'Defer/Stream directive label argument must be unique.', [before, node])
    },
  }
}

/** The root fields of a mutation take effect in order, and a subscription has one: neither can come later. */
function notOnEffects(context: ValidationContext): ASTVisitor {
  const schema = context.getSchema()
  return {
    Directive(node) {
      const parent = isDefer(node) ? context.getParentType() : undefined
      if (!parent) return
      for (const kind of [OperationTypeNode.MUTATION, OperationTypeNode.SUBSCRIPTION]) {
        if (parent !== schema.getRootType(kind)) continue
        report(context, `Defer directive cannot be used on root ${kind} type "${parent.name}".`, [node])
      }
    },
  }
}

function notOnSubscriptions(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation) {
      if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return
      for (const definition of [operation, ...context.getRecursivelyReferencedFragments(operation)]) {
        visit(definition, {
          Directive(node) {
            if (isDefer(node) && !canBeOff(node)) report(context, subscriptionSentence, [node])
          },
        })
      }
    },
  }
}

const subscriptionSentence =
  'Defer directive not supported on subscription operations. Disable `@defer` by setting the `if` argument to `false`.'

function canBeOff(node: DirectiveNode): boolean {
  const condition = argumentOf(node, 'if')
  return condition?.kind === Kind.VARIABLE || (condition?.kind === Kind.BOOLEAN && !condition.value)
}

function isDefer(node: DirectiveNode): boolean {
  return node.name.value === 'defer'
}

function argumentOf(node: DirectiveNode, name: string) {
  return node.arguments?.find((argument) => argument.name.value === name)?.value
}

function report(context: ValidationContext, message: string, nodes: readonly DirectiveNode[]): void {
  context.reportError(new GraphQLError(message, { nodes }))
}
