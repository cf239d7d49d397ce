// For the model test: runs drawn actions over a real shop beside its model, and compares the two after each of them.
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { type OrdersFixture, openFixture } from '../orders-service.fixture.ts'
import type { PaymentProvider } from '../payment/provider.ts'
import { type Action, type Keyed, tell, tellAnswers } from './actions.fixture.ts'
import { doReally } from './do-really.fixture.ts'
import { type Draft, drafts } from './drafts.fixture.ts'
import { emptyShop, type ModelOrder, type ModelShop } from './model-shop.fixture.ts'
import { foresee, observe } from './observe.fixture.ts'
import { killed, type Outcome, predict } from './predict.fixture.ts'
import { type Clock, openRealShop, type RealShop } from './real-shop.fixture.ts'
import { resolveDraft } from './resolve-draft.fixture.ts'
import { recordTransitions, requireLegalTransitions } from './transitions.fixture.ts'

export type ModelOptions = {
  readonly seed: number | undefined
  readonly path: string | undefined
  readonly replayPath: string | undefined
  /** When enough runs have been made, whatever their number. */
  readonly lastMs: number
  readonly maxRuns: number
  /** Longest story. */
  readonly maxCommands: number
  /** Whether a story that fails is made shorter, which takes what is left of the time. */
  readonly shrinks: boolean
}

type Model = {
  shop: ModelShop
  readonly asked: Keyed[]
  keys: number
  readonly tally: Tally
  /** What was done so far. */
  readonly story: string[]
}

/** How often what was done and how it was answered, such as `refund: INVALID`. */
export type Tally = Map<string, number>

const variants = [
  { priceMinor: 700, onHand: 16, reserved: 0 },
  { priceMinor: 1, onHand: 9, reserved: 0 },
  { priceMinor: 1_999, onHand: 3, reserved: 0 },
]

/** Throws with the shortest story that it finds of a shop which does not do what its model says. */
export async function checkModel(
  options: ModelOptions,
): Promise<{ runs: number; seed: number; tally: Tally }> {
  await using shops = shopSource()
  const { seed, path, replayPath, lastMs, maxRuns, maxCommands, shrinks } = options
  const tally: Tally = new Map()
  const stories = fc.commands([drafts.map(commandOf)], {
    maxCommands,
    size: 'max',
    ...(replayPath === undefined ? {} : { replayPath }),
  })
  const property = fc.asyncProperty(stories, async (story) => {
    const { fixture, clock } = await shops.take()
    const model: Model = { shop: emptyShop(variants, clock.nowMs), asked: [], keys: 0, tally, story: [] }
    const real = await openRealShop(fixture, clock, variants)
    await fc.asyncModelRun(() => ({ model, real }), story)
    // In the end nothing is left that somebody has to find out.
    await act(model, real, { kind: 'pass', minutes: 2 })
    await act(model, real, { kind: 'sweep' })
    await fixture.requireInvariants()
    shops.giveBack()
  })
  const details = await fc.check(property, {
    numRuns: maxRuns,
    interruptAfterTimeLimit: lastMs,
    endOnFailure: !shrinks,
    ...(seed === undefined ? {} : { seed }),
    ...(path === undefined ? {} : { path }),
  })
  if (details.failed) throw new Error(tellFailure(details), { cause: details.errorInstance })
  return { runs: details.numRuns, seed: details.seed, tally }
}

function tellFailure({
  numRuns,
  seed,
  counterexamplePath,
  counterexample,
  errorInstance,
}: fc.RunDetails<[Iterable<fc.AsyncCommand<Model, RealShop>>]>): string {
  const replayPath = /replayPath="([^"]*)"/.exec(String(counterexample?.[0]))?.[1]
  const again = `MODEL_SEED=${seed} MODEL_PATH=${counterexamplePath} MODEL_REPLAY=${replayPath}`
  const reason = errorInstance instanceof Error ? errorInstance.message : errorInstance
  return `Property failed after ${numRuns} runs; to repeat it: ${again}\n${reason}`
}

function commandOf(draft: Draft): fc.AsyncCommand<Model, RealShop> {
  return {
    check: (model) => resolve({ ...model }, draft) !== undefined,
    async run(model, real) {
      const action = resolve(model, draft)
      if (action === undefined) throw new Error('there is nothing to do')
      await act(model, real, action)
    },
    toString: () => draft.kind,
  }
}

/** Throws with the whole story. Shrinking does parts of it again, so no command can tell what it did when it failed. */
async function act(model: Model, real: RealShop, action: Action): Promise<void> {
  model.story.push(tell(action))
  try {
    await follow(model, real, action)
  } catch (error) {
    const story = model.story.map((line) => `  ${line}`).join('\n')
    throw new Error(`${error instanceof Error ? error.message : error}\nafter\n${story}`, { cause: error })
  }
}

async function follow(model: Model, real: RealShop, action: Action): Promise<void> {
  const answers = await doReally(real, model.shop, action)
  await delivered(real)
  for (const what of tellAnswers(action, answers)) model.tally.set(what, (model.tally.get(what) ?? 0) + 1)
  const outcome = await requireForeseen(real, predict(model.shop, action), answers)
  model.asked.push(...repeatable(action, model.shop, answers))
  model.shop = outcome.shop
  await requireSound(real, model.shop)
}

function resolve(model: Model, draft: Draft): Action | undefined {
  const nextKey = () => {
    model.keys += 1
    return `k${model.keys}`
  }
  return resolveDraft(model.shop, draft, { nextKey, asked: model.asked })
}

/** Of a checkout that was killed and came to nothing, nobody can tell whether its refusal was kept. */
function repeatable(
  action: Action,
  before: ModelShop,
  answers: readonly (string | null)[],
): readonly Keyed[] {
  if (action.kind === 'at once') return action.both.filter(({ request }) => hasKey(request.kind))
  if (action.kind !== 'once' && action.kind !== 'killed') return []
  if (!hasKey(action.request.kind)) return []
  const wouldBe = predict(before, { ...action, kind: 'once' })[0]?.answers[0]
  const isUncertain = answers[0] === killed && wouldBe !== null
  return isUncertain ? [] : [{ key: action.key, request: action.request }]
}

function hasKey(kind: Keyed['request']['kind']): boolean {
  return ['checkout', 'confirm', 'cancel', 'fulfill', 'refund'].includes(kind)
}

async function requireForeseen(
  real: RealShop,
  outcomes: readonly Outcome[],
  answers: readonly (string | null)[],
): Promise<Outcome> {
  const [first] = outcomes
  if (first === undefined) throw new Error('nothing was predicted')
  // Which carts there are does not depend on the outcome.
  const seen = { answers, ...(await observe(real, first.shop)) }
  const foreseen = outcomes.map((outcome) => ({
    outcome,
    seen: { answers: outcome.answers, ...foresee(outcome.shop) },
  }))
  const right = foreseen.find((candidate) => isDeepStrictEqual(candidate.seen, seen))
  if (right !== undefined) return right.outcome
  const closest =
    foreseen.find((candidate) => isDeepStrictEqual(candidate.seen.answers, answers)) ?? foreseen[0]
  const how = differences(seen, closest?.seen, '').map((line) => `\n  ${line}`)
  throw new Error(`not as foreseen, in none of ${outcomes.length} ways that would be right:${how.join('')}`)
}

function differences(seen: unknown, foreseen: unknown, path: string): string[] {
  if (isDeepStrictEqual(seen, foreseen)) return []
  if (typeof seen !== 'object' || typeof foreseen !== 'object' || seen === null || foreseen === null)
    return [`${path}: ${JSON.stringify(seen)}, foreseen was ${JSON.stringify(foreseen)}`]
  const names = new Set([...Object.keys(seen), ...Object.keys(foreseen)])
  return [...names].flatMap((name) =>
    differences(Reflect.get(seen, name), Reflect.get(foreseen, name), path === '' ? name : `${path}.${name}`),
  )
}

async function requireSound({ fixture }: RealShop, { orders }: ModelShop): Promise<void> {
  await requireLegalTransitions(fixture.sql)
  await fixture.requireInvariants(orders.every(isSettled))
}

/** Neither does the provider have money that we have not heard of, nor we money that is to go back. */
function isSettled({ status, charge, refundDueMinor, isLapsed }: ModelOrder): boolean {
  return refundDueMinor === 0 && !(status === 'PENDING_PAYMENT' && (charge === 'captured' || isLapsed))
}

/** Until every event has had its effect. */
async function delivered({ fixture }: RealShop): Promise<void> {
  const givenUp = Date.now() + 15_000
  for (;;) {
    if (await areDelivered(fixture)) return
    if (Date.now() > givenUp) throw new Error('an event was not delivered')
    await new Promise((done) => setTimeout(done, 2))
  }
}

/** In this order: what one tells may make the other tell something, whose row is there before the first counts. */
async function areDelivered({ sql, products }: OrdersFixture): Promise<boolean> {
  for (const outbox of [sql, products.sql, sql]) {
    const open = await outbox`select from outbox_delivery where delivered_at is null limit 1`
    if (open.length > 0) return false
  }
  return true
}

/** One shop for all runs until one of them fails: what that one broke must not break the shorter stories after it. */
function shopSource() {
  let open: { fixture: OrdersFixture; clock: Clock } | undefined
  let isUsed = false
  const close = async () => {
    await open?.fixture[Symbol.asyncDispose]()
    open = undefined
  }
  return {
    async take() {
      if (isUsed) await close()
      isUsed = true
      open ??= await openShop()
      return open
    },
    giveBack() {
      isUsed = false
    },
    [Symbol.asyncDispose]: close,
  }
}

async function openShop(): Promise<{ fixture: OrdersFixture; clock: Clock }> {
  // Ahead of the real clock, so that no job comes by itself: what is due is settled when the story says so.
  const clock: Clock = { nowMs: Date.now() + 24 * 60 * 60_000 }
  const fixture = await openFixture({
    now: () => new Date(clock.nowMs),
    providers: (own) => own.map(hasty),
  })
  await recordTransitions(fixture.sql)
  return { fixture, clock }
}

/** After `tok_timeout` has charged, its answer fails to come at once instead of in eight seconds. */
function hasty(provider: PaymentProvider): PaymentProvider {
  return {
    ...provider,
    authorize: (command, signal) =>
      provider.authorize(
        command,
        command.token === 'tok_timeout' ? AbortSignal.abort(new Error('no answer in time')) : signal,
      ),
  }
}
