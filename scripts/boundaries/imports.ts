// Reads what a TypeScript file imports, and which room a path or specifier belongs to.

export type SourceFile = { readonly path: string; readonly text: string }
export type Import = { readonly specifier: string; readonly line: number; readonly typeOnly: boolean }

const pattern =
  /^(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm

export function importsOf({ text }: SourceFile): Import[] {
  return [...text.matchAll(pattern)].map((match) => ({
    specifier: match[2] ?? match[3] ?? '',
    line: text.slice(0, match.index).split('\n').length,
    typeOnly: match[1] !== undefined,
  }))
}

/** `subgraphs/orders`, `packages/market`, `gateway`, …; undefined outside every room. */
export function roomOf(path: string): string | undefined {
  return /^(?:subgraphs|packages)\/[\w-]+|^(?:schema|drizzle|gateway|e2e|bench|scripts)(?=\/)/.exec(path)?.[0]
}

const nested: Readonly<Record<string, string>> = {
  users: 'subgraphs',
  products: 'subgraphs',
  orders: 'subgraphs',
}
const rooms: ReadonlySet<string> = new Set(['schema', 'drizzle', 'gateway', 'e2e', 'bench'])

/** The path that an import of ours means, from the root; undefined for a library. */
export function targetOf(file: SourceFile, specifier: string): string | undefined {
  if (specifier.startsWith('.'))
    return normalize(`${file.path.slice(0, file.path.lastIndexOf('/') + 1)}${specifier}`)
  const ours = /^@supermarket\/([\w-]+)\/(.+)$/.exec(specifier)
  if (!ours) return undefined
  const [, name = '', inner = ''] = ours
  if (name === 'drizzle')
    return /^(users|products|orders)\//.test(inner) ? `drizzle/${inner}` : `drizzle/src/${inner}`
  if (name === 'schema' && inner.endsWith('.graphql')) return `schema/${inner}`
  const room = rooms.has(name) ? name : `${nested[name] ?? 'packages'}/${name}`
  return `${room}/src/${inner}`
}

function normalize(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}
