// Pure. Leaf values by type, some of them hard to write down. A corrupt one is marked so that it becomes a value of
// another type on its way out of the subgraph, where graphql-js would refuse it.
import { hash } from './hash.ts'

const texts = [
  'tea',
  'Zoë',
  'a "quoted" \\ word',
  'tab\tand\nline',
  'a"b\\c',
  'longer than what is looked at by character',
  '\u2028\u0007',
  '🫖',
  '\ud83e',
  '',
  '__proto__',
]
const floats = [0, 1.5, -0.25, 1e21, 5e-324, 1234567.875]
const documents = [
  '{"a":[1,{"b":null}],"__proto__":{"polluted":true}}',
  '[1,[2,[3]]]',
  '{"constructor":{"prototype":1},"toString":"x"}',
  '"text"',
  '0',
  'false',
  '{}',
]
const colours = ['RED', 'GREEN', 'BLUE']

const corruptInt = -1_300_000
const corruptText = '≠'

export function leafValue(type: string, seed: string, isCorrupt: boolean): unknown {
  const h = hash(seed)
  switch (type) {
    case 'Int':
      return isCorrupt ? corruptInt : (h % 2000) - 1000
    case 'Float':
      return isCorrupt ? corruptInt : floats[h % floats.length]
    case 'Boolean':
      return h % 2 === 0
    case 'Color':
      return isCorrupt ? 'GHOST' : colours[h % colours.length]
    case 'Json':
      return JSON.parse(documents[h % documents.length] ?? 'null')
    case 'ID':
      return h % 3 === 0 ? String(h) : `n${h % 97}`
    default:
      return isCorrupt ? corruptText : `${texts[h % texts.length]}${h % 53}`
  }
}

/** The JSON text of an answer with its corrupt leaves made what they were marked for. */
export function corrupt(json: string): string {
  return json
    .replaceAll(String(corruptInt), `"${corruptInt}"`)
    .replaceAll(`"${corruptText}"`, String(corruptInt))
}
