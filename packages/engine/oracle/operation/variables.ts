// Variables and argument values of a generated operation: given, left out, null, by default, and under names that
// every object inherits.

export type Variables = {
  readonly definitions: Map<string, string>
  readonly values: Record<string, unknown>
  /** Decides what a variable's value is. */
  readonly bits: number
}

const names = ['n', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']

export function newVariables(bits: number): Variables {
  return { definitions: new Map(), values: {}, bits }
}

/** `$name` of one of four conditions; how it is declared and what it is follows from the operation's choices. */
function conditionVariable({ definitions, values, bits }: Variables, choice: number): string {
  const index = choice % 4
  const name = ['on', 'off', 'isPrototypeOf', 'maybe'][index] ?? 'on'
  const value = ((bits >> index) & 1) === 1
  const how = (bits >> (4 + index * 2)) & 3
  if (!definitions.has(name)) {
    definitions.set(
      name,
      how === 0 ? 'Boolean!' : `${how === 1 ? 'Boolean' : 'Boolean!'} = ${value !== (how === 3)}`,
    )
    if (how === 0 || how === 3) values[name] = value
  }
  return `$${name}`
}

type Condition = { readonly directive: number; readonly pick: number }

/** The directives of a selection. */
export function conditionText(variables: Variables, { directive, pick }: Condition): string {
  switch (directive) {
    case 34:
      return ` @skip(if: ${conditionVariable(variables, pick)})`
    case 35:
    case 36:
      return ` @include(if: ${conditionVariable(variables, pick)})`
    case 37:
      return ` @skip(if: ${pick % 2 === 0})`
    case 38:
      return ` @include(if: ${pick % 2 === 0})`
    case 39:
      return ` @skip(if: ${conditionVariable(variables, pick)}) @include(if: ${conditionVariable(variables, pick >> 2)})`
    default:
      return ''
  }
}

const literals: Readonly<Record<string, readonly string[]>> = {
  Int: ['0', '7', '-1', 'null'],
  String: ['""', '"é\\"\\u2028"', 'null', '"x"'],
  Size: ['S', 'L', 'M', 'null'],
  '[ID!]': ['[]', '["a", 1]', '"alone"', 'null'],
  Input: ['{}', '{ x: 5, ids: ["a"] }', '{ deep: { text: "t", deep: { x: null } } }', 'null'],
}

const given: Readonly<Record<string, readonly unknown[]>> = {
  Int: [0, 7, -1, null],
  String: ['', 'é"\u2028', null, '\ud83e'],
  Size: ['S', 'L', 'M', null],
  '[ID!]': [[], ['a', '1'], 'alone', null],
  Input: [{}, { x: 5, ids: ['a'] }, { deep: { text: 't', deep: { x: null } } }, null],
}

/** The text of an argument's value; undefined where it is left out. All our arguments may be. */
export function argumentValue(variables: Variables, type: string, choice: number): string | undefined {
  const which = (choice >> 3) & 3
  const literal = literals[type]?.[which]
  switch (choice & 7) {
    case 0:
    case 1:
      return undefined
    case 2:
    case 3:
    case 4:
      return literal
    default:
      return argumentVariable(variables, { type, which, how: choice & 7, literal })
  }
}

type Wanted = {
  readonly type: string
  readonly which: number
  readonly how: number
  readonly literal: string | undefined
}

function argumentVariable({ definitions, values }: Variables, { type, which, how, literal }: Wanted): string {
  const name = names[definitions.size % 7] ?? `v${definitions.size}`
  const unique = definitions.has(name) ? `v${definitions.size}` : name
  definitions.set(unique, how === 6 ? `${type} = ${literal}` : type)
  if (how !== 7 && (how !== 6 || which % 2 === 0)) values[unique] = given[type]?.[which]
  return `$${unique}`
}
