// Pure. Reads the `userErrors` of a mutation's payload. Root fields are nullable, so a payload may be missing too.
import { ClientError, type Refusal } from './client-error.ts'

type Payload = { readonly userErrors: readonly Refusal[] }

/** The payload of a mutation that was done; throws a ClientError of kind `refused` otherwise. */
export function requireDone<Done extends Payload>(payload: Done | null | undefined): Done {
  if (payload === null || payload === undefined) throw withoutPayload()
  if (payload.userErrors.length > 0)
    throw new ClientError({ kind: 'refused', userErrors: payload.userErrors })
  return payload
}

/** The payload, done or refused. */
export function requirePayload<Any>(payload: Any | null | undefined): Any {
  if (payload === null || payload === undefined) throw withoutPayload()
  return payload
}

function withoutPayload(): ClientError {
  return new ClientError({ kind: 'graphql', status: 200, errors: [], data: null, retryAfterMs: undefined })
}
