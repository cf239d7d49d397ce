// For the model test: what can be done in the shop. Plain values, so that a counter-example reads like a story. What
// they name by `pick` is chosen among what there is when their turn comes. Pure.
import type { Step } from '../steps.ts'
import type { BuyerName } from './model-shop.fixture.ts'

export const sandboxTokens = [
  'tok_approved',
  'tok_declined',
  'tok_insufficient_funds',
  'tok_requires_action',
  'tok_timeout',
  'tok_error',
] as const

export type SandboxToken = (typeof sandboxTokens)[number]

/** Each names its request by a key. */
export type Request =
  | {
      readonly kind: 'open cart'
      readonly buyer: BuyerName
      /** By variant; 0 for none of it. */
      readonly quantities: readonly number[]
      readonly hasAddress: boolean
    }
  | { readonly kind: 'add'; readonly cart: string; readonly variant: number; readonly quantity: number }
  | {
      readonly kind: 'set quantity'
      readonly cart: string
      readonly variant: number
      readonly quantity: number
    }
  /** The owner takes a guest's cart along. */
  | { readonly kind: 'merge'; readonly cart: string }
  | {
      readonly kind: 'checkout'
      readonly cart: string
      readonly token: SandboxToken
      /** What the buyer agreed to. */
      readonly expectedMinor: number
      /** Begun by one request and followed by others. */
      readonly isSubmitted: boolean
    }
  | { readonly kind: 'decide'; readonly order: string; readonly approves: boolean; readonly isHeard: boolean }
  | { readonly kind: 'confirm'; readonly order: string }
  | { readonly kind: 'cancel'; readonly order: string; readonly by: 'owner' | 'staff' | 'stranger' }
  | { readonly kind: 'fulfill'; readonly order: string; readonly quantities: readonly number[] | 'all' }
  | {
      readonly kind: 'refund'
      readonly order: string
      readonly what: 'all' | { readonly amountMinor: number } | { readonly quantities: readonly number[] }
    }

export type Keyed = { readonly key: string; readonly request: Request }

export type Action =
  | ({ readonly kind: 'once' } & Keyed)
  /** The same request again; altered, the key is misused. */
  | ({ readonly kind: 'again'; readonly isAltered: boolean } & Keyed)
  | { readonly kind: 'at once'; readonly both: readonly [Keyed, Keyed] }
  /** The service dies at the step, comes back, and what it left is settled. */
  | ({ readonly kind: 'killed'; readonly step: Step } & Keyed)
  | { readonly kind: 'pass'; readonly minutes: number }
  /** Products gives back what was set aside for an order. */
  | { readonly kind: 'lapse'; readonly order: string }
  | { readonly kind: 'sweep' }
  | { readonly kind: 'complete' }

export function tell(action: Action): string {
  switch (action.kind) {
    case 'once':
      return tellKeyed(action)
    case 'again':
      return `again ${tellKeyed(action)}${action.isAltered ? ' (altered)' : ''}`
    case 'at once':
      return `at once [${action.both.map(tellKeyed).join(' | ')}]`
    case 'killed':
      return `killed at ${action.step}: ${tellKeyed(action)}`
    case 'pass':
      return `${action.minutes} minutes pass`
    case 'lapse':
      return `the stock of ${action.order} lapses`
    default:
      return action.kind
  }
}

/** In few words, to be counted. */
export function tellAnswers(action: Action, answers: readonly (string | null)[]): readonly string[] {
  const requests = 'both' in action ? action.both : 'request' in action ? [action] : []
  return [action.kind, ...requests.map(({ request }, at) => `${request.kind}: ${answers[at] ?? 'done'}`)]
}

function tellKeyed({ key, request: { kind, ...rest } }: Keyed): string {
  return `${key}: ${kind} ${JSON.stringify(rest)}`
}
