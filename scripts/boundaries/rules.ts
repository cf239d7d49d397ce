// The arrows between rooms and the house rules that a program can see, each as one small function.
import { type Import, importsOf, roomOf, type SourceFile, targetOf } from './imports.ts'

/** What each room may import of ours; a prefix stands for everything below it. */
const arrows: readonly { room: RegExp; allowed: (room: string) => readonly string[] }[] = [
  { room: /^(drizzle|packages\/engine|packages\/service-kit|packages\/client)$/, allowed: () => [] },
  { room: /^schema$/, allowed: () => ['packages/engine/src/demand/'] },
  {
    room: /^subgraphs\//,
    allowed: (room) => ['schema/', 'drizzle/src/', `drizzle/${room.split('/')[1]}/`, 'packages/service-kit/'],
  },
  { room: /^gateway$/, allowed: () => ['schema/', 'packages/engine/', 'packages/service-kit/'] },
  {
    room: /^packages\/market$/,
    allowed: () => [
      'gateway/',
      'subgraphs/users/src/server.ts',
      'subgraphs/products/src/server.ts',
      'subgraphs/orders/src/server.ts',
      'subgraphs/orders/src/payment-variables.ts',
      'drizzle/',
      'schema/',
      'packages/service-kit/',
    ],
  },
]

const testFile = /\.(test|fixture|e2e|bench)\.ts$/
const unbounded = /^(packages\/testkit|e2e|bench|scripts)$/
const sizeExempt =
  /\.(test|e2e|bench)\.ts$|\/tables\.ts$|\/event-tables\.ts$|\/generated\/|\/seed\/|\/migrations\//
const maxLines = 300

export function findViolations(file: SourceFile): string[] {
  if (testFile.test(file.path)) return []
  const imports = importsOf(file)
  const problems = [
    ...arrowViolations(file, imports),
    ...storeViolations(file, imports),
    ...environmentViolations(file),
    ...purityViolations(file, imports),
    ...sizeViolations(file),
  ]
  return problems.map((problem) => `${file.path}${problem}`)
}

function arrowViolations(file: SourceFile, imports: readonly Import[]): string[] {
  const room = roomOf(file.path)
  if (room === undefined || unbounded.test(room)) return []
  const rule = arrows.find((arrow) => arrow.room.test(room))
  return imports.flatMap(({ specifier, line }) => {
    const target = targetOf(file, specifier)
    const targetRoom = target === undefined ? undefined : roomOf(target)
    if (target === undefined || targetRoom === undefined || targetRoom === room) return []
    if (specifier.startsWith('.')) return [`:${line}: reaches into ${targetRoom} by a relative path`]
    const allowed = rule?.allowed(room).some((prefix) => target.startsWith(prefix)) ?? false
    return allowed ? [] : [`:${line}: ${room} must not import ${target}`]
  })
}

/** Inside a subgraph only store.ts speaks drizzle-orm, and only store.ts knows tables. */
function storeViolations(file: SourceFile, imports: readonly Import[]): string[] {
  if (!file.path.startsWith('subgraphs/') || /\/store\.ts$|-store\.ts$/.test(file.path)) return []
  return imports
    .filter(
      ({ specifier }) =>
        specifier.startsWith('drizzle-orm') || /^@supermarket\/drizzle\/\w+\/tables\.ts$/.test(specifier),
    )
    .map(({ line, specifier }) => `:${line}: only store.ts imports ${specifier}`)
}

function environmentViolations(file: SourceFile): string[] {
  const inService = /^(subgraphs|gateway|packages)\//.test(file.path)
  if (!inService || /\/(config|main|services|reset)\.ts$/.test(file.path)) return []
  return linesWith(file, /\bprocess\.env\b/).map((line) => `:${line}: only config.ts reads process.env`)
}

const impure = /\bprocess\.|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bsetTimeout\(|\bfetch\(/

/** A file whose opening comment says "Pure." imports only its like, and touches no clock, chance or process. */
function purityViolations(file: SourceFile, imports: readonly Import[]): string[] {
  if (!isPure(file.text)) return []
  const foreign = imports
    .filter(
      ({ specifier, typeOnly }) =>
        !typeOnly && !specifier.startsWith('.') && !specifier.startsWith('@supermarket/service-kit/'),
    )
    .map(({ line, specifier }) => `:${line}: is pure and must not import ${specifier}`)
  return [
    ...foreign,
    ...linesWith(file, impure).map((line) => `:${line}: is pure and must not touch clock, chance or process`),
  ]
}

function isPure(text: string): boolean {
  const opening = /^(?:\/\/.*\n)+/.exec(text)?.[0] ?? ''
  return /\bPure\./.test(opening)
}

function sizeViolations(file: SourceFile): string[] {
  const lines = file.text.split('\n').length - 1
  return lines > maxLines && !sizeExempt.test(file.path)
    ? [`: has ${lines} lines, more than ${maxLines}`]
    : []
}

function linesWith(file: SourceFile, pattern: RegExp): number[] {
  return file.text
    .split('\n')
    .flatMap((text, index) => (pattern.test(text) && !/^\s*(\/\/|\*)/.test(text) ? [index + 1] : []))
}
