// A panel beside the workbench that opens, closes and takes more or less room, by mouse or by keyboard, and comes back
// as it was left.
// @ts-check
import { elementById } from './element.js'

const storageKey = 'explorer:plan'
const step = 32

const smallest = 20
const largest = 75

/** Where style.css puts the panel below the answer. */
const narrow = matchMedia('(max-width: 820px)')

/** Gives whether the panel is open. @param {() => void} opened */
export function wireSidePanel(opened) {
  const panel = elementById('plan')
  const toggle = elementById('plan-toggle')
  const divider = elementById('plan-divider')
  const kept = restore()
  let open = kept.open ?? matchMedia('(min-width: 1360px)').matches
  let percent = kept.percent ?? 36

  function apply() {
    panel.hidden = !open
    divider.hidden = !open
    toggle.setAttribute('aria-expanded', String(open))
    elementById('workbench').style.setProperty('--plan-share', `${percent}%`)
    divider.setAttribute('aria-valuenow', String(Math.round(percent)))
    divider.setAttribute('aria-orientation', narrow.matches ? 'horizontal' : 'vertical')
  }

  /** @param {boolean} to */
  function set(to) {
    open = to
    apply()
    keep({ open, percent })
    if (open) opened()
  }

  toggle.addEventListener('click', () => set(!open))
  elementById('plan-close').addEventListener('click', () => {
    set(false)
    toggle.focus()
  })
  wireDivider(divider, {
    share: () => percent,
    resize(to) {
      percent = Math.min(largest, Math.max(smallest, to))
      apply()
      keep({ open, percent })
    },
  })
  narrow.addEventListener('change', apply)
  apply()
  return () => open
}

/** @param {HTMLElement} divider @param {{ share: () => number, resize: (percent: number) => void }} size */
function wireDivider(divider, { share, resize }) {
  /** Where it was taken hold of, and how large the panel was. */
  let held = { at: 0, percent: share() }
  const room = () => {
    const { width, height } = elementById('workbench').getBoundingClientRect()
    return narrow.matches ? height : width
  }
  const placeOf = (/** @type {PointerEvent} */ event) => (narrow.matches ? event.clientY : event.clientX)

  divider.addEventListener('keydown', ({ key }) => {
    const one = (100 * step) / room()
    if (key === 'ArrowLeft' || key === 'ArrowUp') resize(share() + one)
    else if (key === 'ArrowRight' || key === 'ArrowDown') resize(share() - one)
    else if (key === 'Home') resize(largest)
    else if (key === 'End') resize(smallest)
  })
  divider.addEventListener('pointerdown', (event) => {
    divider.setPointerCapture(event.pointerId)
    held = { at: placeOf(event), percent: share() }
    event.preventDefault()
    divider.focus()
  })
  divider.addEventListener('pointermove', (event) => {
    if (!divider.hasPointerCapture(event.pointerId)) return
    resize(held.percent + (100 * (held.at - placeOf(event))) / room())
  })
}

/** @returns {{ open?: boolean, percent?: number }} */
function restore() {
  try {
    const { open, percent } = JSON.parse(localStorage.getItem(storageKey) ?? '{}')
    return {
      ...(typeof open === 'boolean' ? { open } : {}),
      ...(typeof percent === 'number' && percent >= smallest && percent <= largest ? { percent } : {}),
    }
  } catch {
    return {}
  }
}

/** @param {{ open: boolean, percent: number }} state */
function keep(state) {
  try {
    localStorage.setItem(storageKey, JSON.stringify(state))
  } catch {
    // Browsers may forbid it: then the next visit begins anew.
  }
}
