// Pure but for the streams it is given. Asks for the plan of an operation, and takes it out of the answer before
// GraphiQL sees that: what stands in the answer pane is what any client gets.
// @ts-check

/** @typedef {import('@supermarket/engine/plan-view/plan-view.ts').PlanView} PlanView */
/** @typedef {(view: PlanView | undefined) => void} OnView Undefined for an answer that came without a plan. */

const header = 'x-plan-view'

/** @param {RequestInit} init @returns {RequestInit} */
export function askingForPlan(init) {
  const headers = new Headers(init.headers)
  headers.set(header, '1')
  return { ...init, headers }
}

/**
 * The same answer without plans, each of which is handed on: one of an answer in one piece, one of each part otherwise.
 * @param {Response} answer
 * @param {OnView} onView
 * @returns {Promise<Response>}
 */
export async function withoutPlans(answer, onView) {
  const type = answer.headers.get('content-type') ?? ''
  const head = { status: answer.status, statusText: answer.statusText, headers: answer.headers }
  if (type.includes('json')) {
    const text = await answer.text()
    /** @type {PlanView | undefined} */
    let view
    const rest = takePlan(text, (found) => {
      view = found
    })
    onView(view)
    return new Response(rest, head)
  }
  if (!answer.body || !/multipart\/mixed|event-stream/.test(type)) return answer
  const body = answer.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(byLine((line) => takeFromLine(line, onView)))
    .pipeThrough(new TextEncoderStream())
  return new Response(body, head)
}

/** JSON has no line breaks in either framing: a line holds a whole answer or none. @param {string} line @param {OnView} onView */
function takeFromLine(line, onView) {
  const prefix = /^data: ?(?=\{)/.exec(line)?.[0] ?? ''
  const text = line.slice(prefix.length)
  return text.startsWith('{') ? prefix + takePlan(text, onView) : line
}

/** @param {string} text @param {OnView} onView */
export function takePlan(text, onView) {
  if (!text.includes('"planView"')) return text
  /** @type {unknown} */
  let answer
  try {
    answer = JSON.parse(text)
  } catch {
    return text
  }
  const views = [answer, ...partsOf(answer)].flatMap(takeFrom)
  for (const view of views) onView(view)
  return views.length > 0 ? JSON.stringify(answer) : text
}

/** @param {unknown} answer @returns {unknown[]} */
function partsOf(answer) {
  if (!isObject(answer)) return []
  const { incremental, payload } = answer
  return [payload, ...(Array.isArray(incremental) ? incremental : [])]
}

/** Only where plugins put it, never in the data. @param {unknown} part @returns {PlanView[]} */
function takeFrom(part) {
  if (!isObject(part) || !isObject(part.extensions)) return []
  const { planView, ...extensions } = part.extensions
  if (!isPlanView(planView)) return []
  if (Object.keys(extensions).length > 0) part.extensions = extensions
  else delete part.extensions
  return [planView]
}

/** @param {unknown} value @returns {value is PlanView} */
function isPlanView(value) {
  return isObject(value) && value.version === 1
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Hands on whole lines with their ends, the last one at the end. @param {(line: string) => string} change */
function byLine(change) {
  let rest = ''
  return new TransformStream({
    /** @param {string} chunk @param {TransformStreamDefaultController<string>} controller */
    transform(chunk, controller) {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      // What follows the last line's end may be a boundary, which its reader waits for.
      if (rest !== '' && !/^(?:data: ?)?\{/.test(rest) && !'data: {'.startsWith(rest)) {
        lines.push(rest)
        rest = ''
        controller.enqueue(lines.map(changeLine).join('\n'))
        return
      }
      if (lines.length > 0) controller.enqueue(`${lines.map(changeLine).join('\n')}\n`)
    },
    flush(controller) {
      if (rest !== '') controller.enqueue(change(rest))
    },
  })

  /** @param {string} line */
  function changeLine(line) {
    const end = line.endsWith('\r') ? '\r' : ''
    return change(end ? line.slice(0, -1) : line) + end
  }
}
