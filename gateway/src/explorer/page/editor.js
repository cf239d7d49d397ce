// GraphiQL as this page uses it: rendered into the page, and given a new tab for each example.
// @ts-check

/**
 * @typedef {{ uri: { path: string }, getValue(): string, setValue(text: string): void }} Model
 * @typedef {{ renderYogaGraphiQL(root: Element, options: object): void }} YogaGraphiQL
 */

/**
 * Must run before the library does: Monaco reads it once. Its own global is the way to the editors, since Yoga's
 * bundle gives no handle to GraphiQL's state.
 * @param {Record<string, string>} workers
 */
export function prepareMonaco(workers) {
  Object.assign(globalThis, {
    MonacoEnvironment: {
      globalAPI: true,
      getWorkerUrl: (/** @type {string} */ _module, /** @type {string} */ label) => workers[label],
    },
  })
}

/** @type {{ query: string, noticed: () => void } | undefined} */
let opening

/** @param {Element} root @param {object} options */
export function renderGraphiQL(root, options) {
  const { YogaGraphiQL } = /** @type {{ YogaGraphiQL: YogaGraphiQL }} */ (/** @type {unknown} */ (globalThis))
  YogaGraphiQL.renderYogaGraphiQL(root, {
    ...options,
    // By default every keystroke goes into the page's URL, and with it into history and logs.
    onEditQuery: (/** @type {string} */ query) => {
      if (opening?.query === query) opening.noticed()
    },
  })
}

/**
 * Opens a tab unless the present one is empty, and puts the focus on the button that runs it. Resolves when GraphiQL
 * has noticed, 100 ms later: until then it would run the operation that the tab before was named after.
 * @param {{ query: string, variables: string }} example
 */
export async function openTab({ query, variables }) {
  const model = modelNamed('operation.graphql')
  if (model.getValue().trim() !== '') elementNamed('.graphiql-tab-add')?.click()
  await new Promise((resolve) => {
    opening = { query, noticed: () => resolve(undefined) }
    model.setValue(query)
    modelNamed('variables.json').setValue(variables)
  })
  elementNamed('.graphiql-execute-button')?.focus()
}

/** @param {string} selector @returns {HTMLElement | null} */
function elementNamed(selector) {
  return document.querySelector(selector)
}

/** @param {string} name @returns {Model} */
function modelNamed(name) {
  const { monaco } = /** @type {{ monaco?: { editor: { getModels(): Model[] } } }} */ (
    /** @type {unknown} */ (globalThis)
  )
  const model = monaco?.editor.getModels().find(({ uri }) => uri.path.endsWith(name))
  if (!model) throw new Error('GraphiQL is still loading.')
  return model
}
