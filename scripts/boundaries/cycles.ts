// Finds import cycles between files of ours; imports of types alone do not count, they are gone at run time.
import { importsOf, type SourceFile, targetOf } from './imports.ts'

export function findCycles(files: readonly SourceFile[]): string[] {
  const known = new Set(files.map((file) => file.path))
  const graph = new Map(
    files.map((file) => [
      file.path,
      importsOf(file)
        .filter((entry) => !entry.typeOnly)
        .map((entry) => targetOf(file, entry.specifier))
        .filter((target) => target !== undefined && known.has(target)),
    ]),
  )
  const done = new Set<string>()
  const cycles: string[] = []
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path))
      cycles.push(`import cycle: ${[...trail.slice(trail.indexOf(path)), path].join(' → ')}`)
    else if (!done.has(path)) {
      for (const target of graph.get(path) ?? []) if (target) visit(target, [...trail, path])
      done.add(path)
    }
  }
  for (const file of files) visit(file.path, [])
  return cycles
}
