// One way to an object of the graph, for the access table.
import type { Actor, Verdicts } from './access-table.ts'

export type Door = {
  readonly type: string
  /** `+` gets the object, `0` null without an error, `-` an error on the way. */
  readonly open: Verdicts
  readonly query: (selection: string) => string
  readonly variables?: Readonly<Record<string, unknown>>
  readonly at: readonly (string | number)[]
  /** Leads each actor to an object of their own: the table's column for the owner counts. */
  readonly isOwn?: boolean
  /** Where this object's fields are seen otherwise than the table says. */
  readonly except?: Readonly<Record<string, Verdicts>>
  /** Who tries it; everybody unless given. */
  readonly only?: readonly Actor[]
}

/** `path` is written as in a query: `order.payments.0.amount`. */
export function door(
  type: string,
  open: Verdicts,
  root: string,
  more: Partial<Door> & { path?: string } = {},
): Door {
  const [rootName = ''] = root.split('(')
  const { path = '', ...rest } = more
  const steps = path.split('.').filter(Boolean)
  const names = steps.filter((step) => !/^\d+$/.test(step))
  const query = (selection: string) =>
    `{ ${root} { ${names.map((name) => `${name} { `).join('')} ${selection} ${names.map(() => ' }').join('')} } }`
  const at = [rootName, ...steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step)).map(fieldName)]
  return { type, open, query, at, ...rest }
}

/** Without its arguments. */
function fieldName(step: string | number): string | number {
  return typeof step === 'string' ? (step.split('(')[0] ?? step) : step
}
