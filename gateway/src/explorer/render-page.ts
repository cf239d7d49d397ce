// Pure. The explorer's HTML: the bar above GraphiQL, complete before any script runs, and what the script needs as
// data. No script stands in it, so the policy needs neither nonce nor hash.
import type { AssetName } from './assets.ts'
import { escapeHtml, scriptJson } from './escape.ts'
import type { Example } from './examples.ts'

export type DemoAccount = { readonly label: string; readonly email: string; readonly password: string }

export type PageOptions = {
  readonly examples: readonly Example[]
  readonly demoAccounts: readonly DemoAccount[]
  readonly graphqlPath: string
  /** Whether plans can be asked for. */
  readonly planView: boolean
  /** Of the graph, where there is a page of it. */
  readonly subgraphs: readonly string[] | undefined
  readonly pathOf: (name: AssetName) => string
}

export const graphPath = '/graph'

export function renderPage(options: PageOptions): string {
  const { examples, demoAccounts, graphqlPath, planView, subgraphs, pathOf } = options
  const data = {
    graphqlPath,
    subgraphs: subgraphs ?? [],
    accounts: demoAccounts,
    examples,
    graphiql: pathOf('graphiql.js'),
    workers: {
      editorWorkerService: pathOf('editor.worker.js'),
      json: pathOf('json.worker.js'),
      graphql: pathOf('graphql.worker.js'),
    },
  }
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Supermarket explorer</title>
<link rel="icon" type="image/svg+xml" href="${pathOf('favicon.svg')}">
<link rel="stylesheet" href="${pathOf('graphiql.css')}">
<link rel="stylesheet" href="${pathOf('style.css')}">
<link rel="stylesheet" href="${pathOf('subgraphs.css')}">
<link rel="stylesheet" href="${pathOf('plan.css')}">
<link rel="modulepreload" href="${pathOf('graphiql.js')}">
<script type="module" src="${pathOf('main.js')}"></script>
<script type="application/json" id="explorer-data">${scriptJson(data)}</script>
</head>
<body>
<header class="bar">
<h1 class="bar-title"><img src="${pathOf('favicon.svg')}" alt="" width="24" height="24">Supermarket</h1>
${examples.length > 0 ? exampleMenu(examples) : ''}
${subgraphs ? `<a class="bar-button" href="${graphPath}">Graph</a>` : ''}
<p class="bar-status"><span id="status" role="status"></span></p>
${demoAccounts.length > 0 ? signInButtons(demoAccounts) : ''}
${planView ? planToggle : ''}
</header>
<div class="workbench" id="workbench">
<main id="graphiql"><p class="loading" id="loading" role="status">Loading GraphiQL…</p></main>
${planView ? planPanel : ''}
</div>
<noscript><p class="loading">The explorer needs JavaScript. The graph itself is at <code>${escapeHtml(graphqlPath)}</code>.</p></noscript>
</body>
</html>
`
}

const planToggle = `<button type="button" class="bar-button" id="plan-toggle" aria-expanded="false" aria-controls="plan">Plan</button>`

const planPanel = `<div class="plan-divider" id="plan-divider" role="separator" tabindex="0" aria-label="Size of the plan" aria-controls="plan" aria-orientation="vertical" aria-valuemin="20" aria-valuemax="75" aria-valuenow="36" hidden></div>
<section class="plan" id="plan" aria-labelledby="plan-title" hidden>
<header class="plan-head"><h2 id="plan-title">Query plan</h2><button type="button" class="bar-button" id="plan-close" aria-label="Close the plan">✕</button></header>
<p class="plan-summary" id="plan-summary" role="status"></p>
<div class="plan-body" id="plan-body"></div>
</section>`

function exampleMenu(examples: readonly Example[]): string {
  const topics = [...new Set(examples.map(({ topic }) => topic))]
  return `<button type="button" class="bar-button" popovertarget="examples">Examples</button>
<nav class="examples" id="examples" popover aria-label="Examples">
<div class="topics">
${topics.map((topic) => topicList(topic, examples)).join('\n')}
</div>
</nav>`
}

function topicList(topic: string, examples: readonly Example[]): string {
  const items = examples.flatMap((example, index) =>
    example.topic === topic
      ? [
          `<li><button type="button" data-example="${index}">${escapeHtml(example.name)} <small>${example.kind}</small></button></li>`,
        ]
      : [],
  )
  return `<section>
<h2>${escapeHtml(topic)}</h2>
<ul>
${items.join('\n')}
</ul>
</section>`
}

function signInButtons(accounts: readonly DemoAccount[]): string {
  const buttons = accounts.map(
    ({ label }, index) =>
      `<button type="button" class="bar-button" data-account="${index}" aria-pressed="false" aria-label="Sign in as ${escapeHtml(label)}">${escapeHtml(label)}</button>`,
  )
  return `<div class="accounts" role="group" aria-label="Demo accounts">
<span class="who" id="who" role="status">Sign in as</span>
${buttons.join('\n')}
<button type="button" class="bar-button" id="sign-out" disabled>Sign out</button>
</div>`
}
