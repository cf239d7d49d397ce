// A refusal is a business "no" that the caller can act on. Thrown in the domain it rolls the transaction back
// and becomes `userErrors` in the payload; it is never a GraphQL error and never logged as a fault.

/** One entry of `userErrors`: `__typename` names the member of the `UserError` interface. */
export type UserErrorEntry = {
  readonly __typename: string
  readonly code: string
  readonly message: string
  /** Path inside the mutation's arguments, for example `['input', 'lines', '0', 'quantity']`. */
  readonly path?: readonly string[] | null
  readonly [extra: string]: unknown
}

export class Refusal extends Error {
  readonly userErrors: readonly UserErrorEntry[]

  constructor(...userErrors: [UserErrorEntry, ...UserErrorEntry[]]) {
    super(userErrors.map((entry) => `${entry.code}: ${entry.message}`).join('; '))
    this.name = 'Refusal'
    this.userErrors = userErrors
  }
}

/** Runs a use case and answers its payload, or the refusal's `userErrors` with every other field absent (null). */
export async function payloadOf<Payload extends object>(
  useCase: () => Promise<Payload>,
): Promise<
  (Payload & { userErrors: readonly UserErrorEntry[] }) | { userErrors: readonly UserErrorEntry[] }
> {
  try {
    return { ...(await useCase()), userErrors: [] }
  } catch (error) {
    if (error instanceof Refusal) return { userErrors: error.userErrors }
    throw error
  }
}
