// Pure. The HTML of /graph: its frame, complete before any script runs, and the model as data.
import type { AssetName } from '../assets.ts'
import { scriptJson } from '../escape.ts'
import type { GraphModel } from './graph-model.ts'

export function renderGraph(model: GraphModel, pathOf: (name: AssetName) => string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Supermarket graph</title>
<link rel="icon" type="image/svg+xml" href="${pathOf('favicon.svg')}">
<link rel="stylesheet" href="${pathOf('style.css')}">
<link rel="stylesheet" href="${pathOf('subgraphs.css')}">
<link rel="stylesheet" href="${pathOf('graph.css')}">
<script type="module" src="${pathOf('graph-main.js')}"></script>
<script type="application/json" id="graph-data">${scriptJson(model)}</script>
</head>
<body class="graph-page">
<header class="bar">
<h1 class="bar-title"><img src="${pathOf('favicon.svg')}" alt="" width="24" height="24"><span>Supermarket graph</span></h1>
<a class="bar-button" href="/">Explorer</a>
</header>
<div class="graph">
<nav class="graph-side" aria-label="Types">
<div class="graph-find">
<label for="graph-search">Search</label>
<input type="search" id="graph-search" autocomplete="off" spellcheck="false" placeholder="type, field or description">
<label for="graph-subgraph">Subgraph</label>
<select id="graph-subgraph"><option value="">all</option></select>
</div>
<p class="graph-count" id="graph-count" role="status"></p>
<div id="graph-types"></div>
</nav>
<main class="graph-main" id="graph-main"></main>
</div>
<noscript><p class="loading">This page needs JavaScript.</p></noscript>
</body>
</html>
`
}
