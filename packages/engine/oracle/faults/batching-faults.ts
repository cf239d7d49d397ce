// Faults of fetches that go out together.
import type { Fault } from './fault.ts'

export const batchingFaults: readonly Fault[] = [
  {
    name: 'answers of a batch are swapped',
    file: 'execute/ask-batched.ts',
    find: 'resolve(answers?.[index] ?? alone())',
    replace: 'resolve(answers?.at(-1 - index) ?? alone())',
  },
  {
    name: 'a batch that failed has failed for each',
    file: 'execute/ask-batched.ts',
    find: 'resolve(answers?.[index] ?? alone())',
    replace: 'resolve(answers?.[index] ?? { data: null, errors: [{ message: "failed" }] })',
  },
  {
    name: 'a batch asks for the entities of its first fetch only',
    file: 'execute/ask-batched.ts',
    find: 'group[index]?.representations',
    replace: 'group[0]?.representations',
  },
  {
    name: 'variables of the client stay behind',
    file: 'execute/ask-batched.ts',
    find: "if (clients !== '') members.unshift(clients)",
    replace: '',
  },
  {
    name: 'only the variables of the first fetch are sent',
    file: 'execute/batched-operation.ts',
    find: 'fetches.flatMap(({ variables }) =>',
    replace: 'fetches.slice(0, 1).flatMap(({ variables }) =>',
  },
  {
    name: 'errors of a batch are lost',
    file: 'execute/batched-answer.ts',
    find: 'answers.push({ data: { _entities }, errors: own, plain, extensions })',
    replace: 'answers.push({ data: { _entities }, errors: undefined, plain, extensions })',
  },
  {
    name: 'an error of a batch is told to every fetch',
    file: 'execute/batched-answer.ts',
    find: 'answers.push({ data: { _entities }, errors: own, plain, extensions })',
    replace:
      'answers.push({ data: { _entities }, errors: [...(errorsOf?.values() ?? [])].flat(), plain, extensions })',
  },
  {
    name: 'an error of a batch loses its way below the entity',
    file: 'execute/batched-answer.ts',
    find: "path: ['_entities', index, ...below]",
    replace: "path: ['_entities', index]",
  },
  {
    name: 'fetches to different subgraphs go out together',
    file: 'execute/batches.ts',
    find: 'bySubgraph.get(fetch.serviceName)',
    replace: '[...bySubgraph.values()][0]',
  },
]
