// Puts elements together again, as SDL that GraphQL's own tools read: what clients saw at that time.
import { type Element, type Elements, lastNameOf, ownerOf } from './element.ts'

type Part = readonly [at: string, element: Element]

export function printElements(elements: Elements): string {
  const inside = Map.groupBy(elements, ([at]) => ownerOf(at) ?? '')
  return (inside.get('') ?? []).map((part) => printAlone(part, inside)).join('\n')
}

function printAlone([at, element]: Part, inside: ReadonlyMap<string, readonly Part[]>): string {
  const members = inside.get(at) ?? []
  if (at.startsWith('@')) {
    return describe(
      element,
      element.sdl.replace(at, () => `${at}${printArguments(members)}`),
    )
  }
  const lines = members.map((part) => `  ${printMember(part, inside)}`)
  return describe(element, lines.length === 0 ? element.sdl : `${element.sdl} {\n${lines.join('\n')}\n}`)
}

function printMember([at, element]: Part, inside: ReadonlyMap<string, readonly Part[]>): string {
  const type = element.sdl === '' ? '' : `${printArguments(inside.get(at) ?? [])}: ${element.sdl}`
  return describe(element, `${lastNameOf(at)}${type}${deprecation(element)}`)
}

function printArguments(parts: readonly Part[]): string {
  if (parts.length === 0) return ''
  const told = parts.map(([at, element]) =>
    describe(element, `${lastNameOf(at)}: ${element.sdl}${deprecation(element)}`),
  )
  return `(${told.join(', ')})`
}

function describe({ description }: Element, sdl: string): string {
  return description === undefined ? sdl : `${JSON.stringify(description)} ${sdl}`
}

function deprecation({ deprecated }: Element): string {
  return deprecated === undefined ? '' : ` @deprecated(reason: ${JSON.stringify(deprecated)})`
}
