// A panel beside the workbench that opens, closes and takes more or less room, by mouse or by keyboard, and comes back
// as it was left.
// @ts-check
import { elementById } from './element.js'

const storageKey = 'explorer:plan'
const step = 32

/** Gives whether the panel is open. @param {() => void} opened */
export function wireSidePanel(opened) {
  const panel = elementById('plan')
  const toggle = elementById('plan-toggle')
  const divider = elementById('plan-divider')
  const workbench = elementById('workbench')
  const wide = matchMedia('(min-width: 1360px)')
  const kept = restore()
  let open = kept.open ?? wide.matches
  let percent = kept.percent ?? 36

  /** Where the divider was taken hold of, and how large the panel was. */
  let held = { at: 0, percent }

  function apply() {
    panel.hidden = !open
    divider.hidden = !open
    toggle.setAttribute('aria-expanded', String(open))
    workbench.style.setProperty('--plan-share', `${percent}%`)
    divider.setAttribute('aria-valuenow', String(Math.round(percent)))
    divider.setAttribute('aria-orientation', isBelow() ? 'horizontal' : 'vertical')
  }

  const isBelow = () => getComputedStyle(workbench).flexDirection === 'column'

  /** @param {number} to */
  function resize(to) {
    percent = Math.min(75, Math.max(20, to))
    apply()
    keep({ open, percent })
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
  divider.addEventListener('keydown', ({ key }) => {
    const { width, height } = workbench.getBoundingClientRect()
    const one = (100 * step) / (isBelow() ? height : width)
    if (key === 'ArrowLeft' || key === 'ArrowUp') resize(percent + one)
    else if (key === 'ArrowRight' || key === 'ArrowDown') resize(percent - one)
    else if (key === 'Home') resize(75)
    else if (key === 'End') resize(20)
  })
  divider.addEventListener('pointerdown', (event) => {
    divider.setPointerCapture(event.pointerId)
    held = { at: isBelow() ? event.clientY : event.clientX, percent }
    event.preventDefault()
    divider.focus()
  })
  divider.addEventListener('pointermove', ({ pointerId, clientX, clientY }) => {
    if (!divider.hasPointerCapture(pointerId)) return
    const { width, height } = workbench.getBoundingClientRect()
    const moved = isBelow() ? (held.at - clientY) / height : (held.at - clientX) / width
    resize(held.percent + 100 * moved)
  })
  wide.addEventListener('change', apply)
  apply()
  return () => open
}

/** @returns {{ open?: boolean, percent?: number }} */
function restore() {
  try {
    const { open, percent } = JSON.parse(localStorage.getItem(storageKey) ?? '{}')
    return {
      ...(typeof open === 'boolean' ? { open } : {}),
      ...(typeof percent === 'number' && percent >= 20 && percent <= 75 ? { percent } : {}),
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
