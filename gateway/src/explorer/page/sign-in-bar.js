// The bar's buttons for demo accounts: one click signs in, and the bar says in words who is.
// @ts-check

/**
 * @typedef {ReturnType<typeof import('./session.js').createSession>} Session
 * @typedef {import('./session.js').Account} Account
 * @typedef {(text: string, kind?: 'error') => void} Say
 */

/** @param {{ session: Session, accounts: Account[], say: Say }} parts */
export function wireSignInBar({ session, accounts, say }) {
  /** @type {HTMLButtonElement[]} */
  const buttons = [...document.querySelectorAll('button[data-account]')].filter(isButton)
  const signOutButton = document.getElementById('sign-out')
  const who = document.getElementById('who')

  function show() {
    const current = session.current()
    for (const button of buttons)
      button.setAttribute('aria-pressed', String(accountOf(button) === current?.account))
    if (isButton(signOutButton)) signOutButton.disabled = !current
    tell(current ? `Signed in as ${[current.name, ...current.roles].join(', ')}` : 'Sign in as')
  }

  /** Saying the same again would have screen readers read it again. @param {string} text */
  function tell(text) {
    if (who && who.textContent !== text) who.textContent = text
  }

  /** @param {HTMLButtonElement} button */
  const accountOf = (button) => accounts[Number(button.dataset.account)]

  /** @param {HTMLButtonElement} button */
  async function signIn(button) {
    const account = accountOf(button)
    if (!account || button.getAttribute('aria-busy') === 'true') return
    button.setAttribute('aria-busy', 'true')
    tell(`Signing in as ${account.label}…`)
    say('')
    try {
      await session.signIn(account)
    } catch (error) {
      say(`${account.label} is not signed in. ${wordsOf(error)}`, 'error')
    } finally {
      button.removeAttribute('aria-busy')
      show()
    }
  }

  async function signOut() {
    const current = session.current()
    if (!current) return
    const ending = session.signOut()
    // The button is about to be disabled, which would drop the focus to the top of the page.
    buttons.find((button) => accountOf(button) === current.account)?.focus()
    show()
    try {
      await ending
      say('Signed out: requests are anonymous now.')
    } catch (error) {
      say(`Signed out here only. ${wordsOf(error)}`, 'error')
    }
  }

  for (const button of buttons) button.addEventListener('click', () => signIn(button))
  signOutButton?.addEventListener('click', signOut)

  return { show }
}

/** @param {unknown} error */
export function wordsOf(error) {
  return error instanceof Error ? error.message : String(error)
}

/** @param {Element | null} element @returns {element is HTMLButtonElement} */
function isButton(element) {
  return element instanceof HTMLButtonElement
}
