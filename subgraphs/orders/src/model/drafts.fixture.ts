// For the model test: drafts of actions, drawn by fast-check. A draft says what kind of thing is to be done; which cart
// or order it is done to is chosen when its turn comes, so that shrinking may leave out whatever came before.
import fc from 'fast-check'
import { type Request, type SandboxToken, sandboxTokens } from './actions.fixture.ts'

type Of<Kind extends Request['kind']> = Omit<Extract<Request, { kind: Kind }>, 'kind' | 'cart' | 'order'>

export type RequestDraft =
  | { readonly kind: 'open cart'; readonly rest: Of<'open cart'> }
  | { readonly kind: 'add'; readonly pick: number; readonly rest: Of<'add'> }
  | { readonly kind: 'merge'; readonly pick: number; readonly rest: Of<'merge'> }
  | { readonly kind: 'set quantity'; readonly pick: number; readonly rest: Of<'set quantity'> }
  | {
      readonly kind: 'checkout'
      readonly pick: number
      readonly rest: CheckoutDraft
    }
  | { readonly kind: 'decide'; readonly pick: number; readonly rest: Of<'decide'> }
  | { readonly kind: 'confirm'; readonly pick: number; readonly rest: Of<'confirm'> }
  | { readonly kind: 'cancel'; readonly pick: number; readonly rest: Of<'cancel'> }
  | { readonly kind: 'fulfill'; readonly pick: number; readonly rest: { readonly what: 'all' | PiecesDraft } }
  | { readonly kind: 'refund'; readonly pick: number; readonly rest: { readonly what: RefundDraft } }

/** Amounts are drawn by what they mean: few of all numbers stand at a limit. */
export type RefundDraft =
  | 'all'
  | { readonly amount: 'a cent' | 'half' | 'what is left' | 'a cent too much' }
  | PiecesDraft

type CheckoutDraft = {
  readonly token: SandboxToken
  readonly isAgreed: boolean
  readonly isSubmitted: boolean
}

export type PiecesDraft = {
  readonly line: number
  readonly pieces: 'one' | 'the rest of a line' | 'one too many' | readonly number[]
}

export type Draft =
  | { readonly kind: 'once'; readonly request: RequestDraft }
  | { readonly kind: 'again'; readonly pick: number; readonly isAltered: boolean }
  | { readonly kind: 'at once'; readonly first: RequestDraft; readonly second: RequestDraft | 'the same' }
  | { readonly kind: 'killed'; readonly request: RequestDraft; readonly step: number }
  | { readonly kind: 'pass'; readonly minutes: number }
  | { readonly kind: 'lapse'; readonly pick: number }
  | { readonly kind: 'sweep' }
  | { readonly kind: 'complete' }

const variant = fc.nat({ max: 2 })
const pick = fc.nat({ max: 11 })
const somePieces = fc.record({
  line: fc.nat({ max: 2 }),
  pieces: fc.oneof(
    fc.constantFrom('one', 'the rest of a line', 'one too many'),
    fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 3 }),
  ),
})

const requestDraft: fc.Arbitrary<RequestDraft> = fc.oneof(
  weighted(3, 'open cart', {
    buyer: fc.constantFrom('guest', 'owner'),
    quantities: fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 2 }), fc.nat({ max: 1 })),
    hasAddress: fc.nat({ max: 9 }).map((drawn) => drawn > 0),
  }),
  weighted(1, 'merge', {}),
  weighted(2, 'add', { variant, quantity: fc.integer({ min: 1, max: 2 }) }),
  weighted(1, 'set quantity', { variant, quantity: fc.integer({ min: 0, max: 3 }) }),
  weighted(7, 'checkout', {
    token: fc.constantFrom<SandboxToken>(
      'tok_approved',
      'tok_approved',
      'tok_requires_action',
      ...sandboxTokens,
    ),
    isAgreed: fc.nat({ max: 9 }).map((drawn) => drawn > 0),
    isSubmitted: fc.nat({ max: 2 }).map((drawn) => drawn === 2),
  }),
  weighted(4, 'decide', { approves: fc.boolean(), isHeard: fc.boolean() }),
  weighted(2, 'confirm', {}),
  weighted(3, 'cancel', { by: fc.constantFrom('owner', 'staff', 'staff', 'stranger') }),
  weighted(6, 'fulfill', { what: fc.oneof(fc.constant('all'), somePieces, somePieces) }),
  weighted(7, 'refund', {
    what: fc.oneof(
      { weight: 1, arbitrary: fc.constant('all') },
      {
        weight: 4,
        arbitrary: fc.record({
          amount: fc.constantFrom('a cent', 'half', 'what is left', 'a cent too much'),
        }),
      },
      { weight: 4, arbitrary: somePieces },
    ),
  }),
)

function weighted(weight: number, kind: RequestDraft['kind'], rest: Record<string, fc.Arbitrary<unknown>>) {
  const arbitrary = fc.record({ kind: fc.constant(kind), pick, rest: fc.record(rest) })
  return { weight, arbitrary: arbitrary as fc.Arbitrary<never> }
}

export const drafts: fc.Arbitrary<Draft> = fc.oneof(
  { weight: 20, arbitrary: fc.record({ kind: fc.constant('once' as const), request: requestDraft }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('again' as const), pick, isAltered: fc.boolean() }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('at once' as const),
      first: requestDraft,
      second: fc.oneof(requestDraft, fc.constant('the same' as const)),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('killed' as const),
      request: requestDraft,
      step: pick,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      minutes: fc.constantFrom(2, 31, 110, 15 * 24 * 60),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lapse' as const), pick }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('sweep' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('complete' as const) }) },
)
