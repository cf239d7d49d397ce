// Whatever moves money or stock can be repeated safely: clients give input.idempotencyKey, services the order's id.
import { type GraphQLSchema, getNamedType, isInputObjectType } from 'graphql'
import { findDirective } from './schema-shape.ts'

// A link to an order moves neither.
const movesMoneyOrStock = /^(?!orderAccess[A-Z])(checkout|order|payment|refund|return|shipment|stock)[A-Z]/

export function lintIdempotency(schema: GraphQLSchema): readonly string[] {
  const fields = Object.values(schema.getMutationType()?.getFields() ?? {})
  return fields.flatMap((field) => {
    if (!movesMoneyOrStock.test(field.name)) return []
    const key =
      findDirective(field, 'inaccessible') === undefined ? 'idempotencyKey: String!' : 'orderId: ID!'
    const input = field.args.find((argument) => argument.name === 'input')
    const type = input === undefined ? undefined : getNamedType(input.type)
    const [name = '', wanted] = key.split(': ')
    const found = isInputObjectType(type) ? type.getFields()[name] : undefined
    return String(found?.type) === wanted
      ? []
      : [`Mutation.${field.name} moves money or stock: its input needs ${key}.`]
  })
}
