// What had to be nulled to fit the schema, as two answers tell it.
import type { Case } from '../case.ts'
import type { Outcome } from '../run/outcome.ts'
import { isSameBag } from './bags.ts'
import { type Comparison, departs, differs, same } from './normalise.ts'
import { isNullAbove } from './null-above.ts'
import { selectsAgain } from './repeats.ts'

/** Paths only: stock's messages name types as the last selection saw them. */
export function compareCompletion({ document }: Case, stock: Outcome, engine: Outcome): Comparison {
  const [ofStock, ofEngine] = [stock.valueCompletion, engine.valueCompletion]
  if (isSameBag(ofStock, ofEngine)) return same
  // An empty answer is an error of ours, and beside errors nobody tells what had to be nulled.
  const saidNothing = stock.requests.some(({ outage }) => outage === 'says-nothing')
  if (saidNothing && stock.errors.length === 0 && ofEngine.length === 0) return same
  const data: unknown = JSON.parse(stock.dataJson)
  const others = [...ofStock, ...ofEngine].filter(
    (path) => !ofStock.includes(path) || !ofEngine.includes(path),
  )
  const isHidden = others.every((path) => isNullAbove(JSON.parse(path), data))
  return isHidden && ofStock.length > 0 && ofEngine.length > 0 && selectsAgain(document)
    ? departs('order of nulls')
    : differs('other valueCompletion')
}
