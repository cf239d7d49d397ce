// The data of two answers: the same, and its keys in GraphQL's order.
import type { Case } from '../case.ts'
import { canonical } from '../data/hash.ts'
import type { Outcome } from '../run/outcome.ts'
import { survey } from '../run/run-monolith.ts'
import { type Comparison, departs, differs, same } from './normalise.ts'

export async function compareData(given: Case, stock: Outcome, engine: Outcome): Promise<Comparison> {
  if (stock.dataJson === engine.dataJson) return same
  const data = JSON.parse(engine.dataJson)
  if (canonical(data) !== canonical(JSON.parse(stock.dataJson))) return differs('other data')
  if (JSON.stringify(data) !== engine.dataJson) return differs('not written as JSON.stringify writes it')
  const { data: ordered } = await survey(given)
  return hasOrderOf(data, ordered) ? departs('key order') : differs('keys in another order')
}

/** Where the truth has another object, because what it requires went wrong, or none, there is no order to compare. */
function hasOrderOf(value: unknown, model: unknown): boolean {
  if (Array.isArray(value)) {
    return !Array.isArray(model) || value.every((item, i) => hasOrderOf(item, model[i]))
  }
  if (typeof value !== 'object' || value === null || typeof model !== 'object' || model === null) return true
  const members = new Map(Object.entries(model))
  const [keys, wanted] = [Object.keys(value), [...members.keys()]]
  if (keys.toSorted().join() !== wanted.toSorted().join()) return true
  if (keys.join() !== wanted.join()) return false
  return Object.entries(value).every(([key, member]) => hasOrderOf(member, members.get(key)))
}
