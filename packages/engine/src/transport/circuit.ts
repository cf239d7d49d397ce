// The states of a circuit breaker, without transport or metrics. Each call is admitted, and its outcome is told with
// the admission: an outcome from an earlier state says nothing about this one and is not heard.
import { type FailureWindow, failureWindow } from './failure-window.ts'

/** `closed`: calls pass. `open`: they fail at once. `half-open`: one call tries, the others fail at once. */
export type BreakerState = 'closed' | 'open' | 'half-open'

export type CircuitOptions = {
  /** Failures within the window that open it; default 10. */
  readonly failures?: number
  /** Share of the window's calls that must have failed, too: a busy subgraph outlives a bad query. Default 0.5. */
  readonly failureRatio?: number
  /** Default 10,000. */
  readonly windowMs?: number
  /** Until the first probe; doubles with each probe that fails. Default 1,000. */
  readonly openMs?: number
  /** Where the doubling ends; default 30,000. */
  readonly maxOpenMs?: number
}

type Limits = Required<CircuitOptions>

export type Circuit = {
  readonly limits: Limits
  readonly now: () => number
  readonly onChange: ((from: BreakerState, to: BreakerState) => void) | undefined
  state: BreakerState
  /** Counts states and probes. */
  era: number
  window: FailureWindow
  pauseMs: number
  /** While open: when a probe may go out. While half-open: when the one that is out counts as lost. */
  probeAt: number
}

/** The era in which a call was admitted. */
export type Admission = number

export function closedCircuit(
  options: CircuitOptions,
  now: () => number,
  onChange?: Circuit['onChange'],
): Circuit {
  const limits: Limits = {
    failures: 10,
    failureRatio: 0.5,
    windowMs: 10_000,
    openMs: 1_000,
    maxOpenMs: 30_000,
    ...options,
  }
  return {
    limits,
    now,
    onChange,
    state: 'closed',
    era: 0,
    window: failureWindow(limits.windowMs, now),
    pauseMs: limits.openMs,
    probeAt: 0,
  }
}

/** Undefined when the call must not be made. */
export function admit(circuit: Circuit): Admission | undefined {
  if (circuit.state === 'closed') return circuit.era
  if (circuit.now() < circuit.probeAt) return undefined
  circuit.probeAt = circuit.now() + circuit.pauseMs
  enter(circuit, 'half-open')
  return circuit.era
}

export function succeeded(circuit: Circuit, admission: Admission): void {
  if (admission !== circuit.era) return
  if (circuit.state === 'closed') {
    circuit.window.count(false)
    return
  }
  circuit.pauseMs = circuit.limits.openMs
  circuit.window = failureWindow(circuit.limits.windowMs, circuit.now)
  enter(circuit, 'closed')
}

export function failed(circuit: Circuit, admission: Admission): void {
  if (admission !== circuit.era) return
  const { limits, window } = circuit
  if (circuit.state === 'closed') {
    window.count(true)
    const enough = window.failures() >= limits.failures
    if (enough && window.failures() >= window.calls() * limits.failureRatio) open(circuit)
    return
  }
  circuit.pauseMs = Math.min(circuit.pauseMs * 2, limits.maxOpenMs)
  open(circuit)
}

/** The call ended without a word about the other side; if it was the probe, the next call is one. */
export function withdrew(circuit: Circuit, admission: Admission): void {
  if (admission === circuit.era && circuit.state === 'half-open') circuit.probeAt = circuit.now()
}

function open(circuit: Circuit): void {
  circuit.probeAt = circuit.now() + circuit.pauseMs
  enter(circuit, 'open')
}

function enter(circuit: Circuit, state: BreakerState): void {
  const from = circuit.state
  circuit.state = state
  circuit.era++
  if (from !== state) circuit.onChange?.(from, state)
}
