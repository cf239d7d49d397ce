// Faults that somebody could make in the executor, as changes of its source. Each must be found by the oracle; one
// whose text has gone from the source fails loudly, and is to be planted anew.

import { batchingFaults } from './batching-faults.ts'
import type { Fault } from './fault.ts'
import { writingFaults } from './writing-faults.ts'

/** Of everything that can be planted. */
export const faults: readonly Fault[] = [
  ...writingFaults,
  ...batchingFaults,
  {
    name: 'a representation is sent for every position',
    file: 'execute/asking.ts',
    find: 'if (known === undefined) {',
    replace: 'if (true) {',
  },
  {
    name: 'a position gets the entity of the next one',
    file: 'execute/asking.ts',
    find: 'return take(asking, position, index)\n  }',
    replace: 'return take(asking, position, index + 1)\n  }',
  },
  {
    name: 'only the first position of a list is asked for',
    file: 'execute/asking.ts',
    find: 'for (let index = 0; index < holder.length; index++) {',
    replace: 'for (let index = 0; index < Math.min(1, holder.length); index++) {',
  },
  {
    name: "an interface's name takes the place of the type",
    file: 'execute/compile-step.ts',
    find: 'return (typename) => isInterfaceType(schema.getType(String(typename)))',
    replace: 'return () => false',
  },
  {
    name: 'an error is told of the next entity',
    file: 'execute/entity-errors.ts',
    find: 'return places.get(index + failing.offset)',
    replace: 'return places.get(index + failing.offset + 1)',
  },
  {
    name: 'an error of a shared entity is told once',
    file: 'execute/entity-errors.ts',
    find: '?.map((place) => [...place, ...below])',
    replace: '?.slice(0, 1).map((place) => [...place, ...below])',
  },
  {
    name: 'errors of entities are lost',
    file: 'execute/entity-fetch.ts',
    find: 'if (response.errors?.length) tellEntityErrors(',
    replace: 'if (response.errors?.length === 0) tellEntityErrors(',
  },
  {
    name: 'an answer with an entity too few is taken',
    file: 'execute/entity-fetch.ts',
    find: 'Array.isArray(entities) && entities.length === count ?',
    replace: 'Array.isArray(entities) ?',
  },
  {
    name: 'an entity that is under way is not waited for',
    file: 'execute/ask-once.ts',
    find: 'if (joined.length > 0) await join()',
    replace: 'if (joined.length > 0) void join()',
  },
  {
    name: 'entities of fetches that are alike are swapped',
    file: 'execute/ask-once.ts',
    find: 'const indexOf = new Map(representations.map((text, index) => [text, index]))',
    replace:
      'const indexOf = new Map(representations.map((text, index) => [text, representations.length - 1 - index]))',
  },
  {
    name: 'fetches are alike whatever their text',
    file: 'execute/plan-facts.ts',
    find: 'return JSON.stringify([serviceName, text, outputRewrites])',
    replace: 'return JSON.stringify([serviceName, text.length, outputRewrites])',
  },
  {
    name: 'variables make no difference between fetches that are alike',
    file: 'execute/entity-fetch.ts',
    find: 'known: answersOf(run.answers, ',
    replace: "known: answersOf(run.answers, '' && ",
  },
  {
    name: 'errors of root fetches are lost',
    file: 'execute/root-fetch.ts',
    find: 'tellErrors(run, fetch, errors, ({ path }) => {',
    replace: 'tellErrors(run, fetch, [], ({ path }) => {',
  },
  {
    name: 'an empty answer is no failure',
    file: 'execute/root-fetch.ts',
    find: 'if (errors.length === 0) fail(',
    replace: 'if (errors.length === -1) fail(',
  },
  {
    name: 'a failed fetch is told at fields that a condition left out',
    file: 'execute/fetch-text.ts',
    find: 'if (!isIncluded(selection.directives, { conditions })) continue',
    replace: '',
  },
  {
    name: 'a failed fetch is told at all items of a list',
    file: 'execute/compile-step.ts',
    find: 'const prefix = listPath(path)',
    replace: 'const prefix = path',
  },
  {
    name: 'what comes second takes the place of what came first',
    file: 'execute/merge.ts',
    find: 'if (mergeNested(present, value, isInterface)) continue',
    replace: '',
  },
  {
    name: 'what came first stays',
    file: 'execute/merge.ts',
    find: 'if (mergeNested(present, value, isInterface)) continue',
    replace: 'continue',
  },
  {
    name: 'lists are not merged item by item',
    file: 'execute/merge.ts',
    find: 'for (let index = 0; index < value.length; index++) {',
    replace: 'for (let index = 0; index < 0; index++) {',
  },
  {
    name: 'a sequence runs all at once',
    file: 'execute/compile-step.ts',
    find: 'for (const step of steps) await step(run)',
    replace: 'await Promise.all(steps.map((step) => step(run)))',
  },
  {
    name: 'a plan goes the other way at a condition',
    file: 'execute/compile-step.ts',
    find: 'run.conditions.get(condition) ? whenTrue(run) : whenFalse(run)',
    replace: 'run.conditions.get(condition) ? whenFalse(run) : whenTrue(run)',
  },
  {
    name: 'a list in a list is not entered',
    file: 'execute/positions.ts',
    find: 'for (const item of list) if (item !== undefined && item !== null) next.push(item)',
    replace: 'for (const item of list) if (isObject(item)) next.push(item)',
  },
  {
    name: 'what is required and missing is sent as null',
    file: 'execute/representation.ts',
    find: '      if (value === undefined) return undefined\n',
    replace: '      if (value === undefined) { text += prefix + null; continue }\n',
  },
  {
    name: 'an object is asked for although what is required below it is missing',
    file: 'execute/representation.ts',
    find: 'if (!step(source, result)) return null',
    replace: 'step(source, result)',
  },
  {
    name: 'an entity is asked for under its type where only its interface is known',
    file: 'execute/representation.ts',
    find: '    inputRewrites?.(selected)\n',
    replace: '',
  },
  {
    name: 'items of a required list are not selected from',
    file: 'execute/representation.ts',
    find: 'if (Array.isArray(value)) return value.map((item) => selectIn(item, select))',
    replace: 'if (Array.isArray(value)) return value',
  },
  {
    name: 'a type condition lets only its own name through',
    file: 'execute/type-conditions.ts',
    find: 'if (schema.isSubType(type, candidate)) names.add(candidate.name)',
    replace: '',
  },
  {
    name: 'a variable that is not given is sent as null',
    file: 'execute/run.ts',
    find: 'if (!Object.hasOwn(run.request.variables, name)) return undefined',
    replace: "if (!Object.hasOwn(run.request.variables, name)) return 'null'",
  },
  {
    name: 'variables that every object inherits are taken for given',
    file: 'execute/run.ts',
    find: 'if (!Object.hasOwn(run.request.variables, name)) return undefined',
    replace:
      "if (!(name in run.request.variables)) return undefined\n  if (typeof run.request.variables[name] === 'function') return '7'",
  },
  {
    name: 'only the first variable of a fetch is sent',
    file: 'execute/fetch.ts',
    find: 'if (value !== undefined) text += ',
    replace: "if (value !== undefined && text === '') text += ",
  },
  {
    name: 'a condition that is not given is false whatever its default',
    file: 'execute/conditions.ts',
    find: 'const value = given === undefined ? defaultOf(operation, name) : given',
    replace: 'const value = given === undefined ? false : given',
  },
  {
    name: '@include is read as @skip',
    file: 'execute/conditions.ts',
    find: "if (name === 'include') return holds(directive, operation)",
    replace: "if (name === 'include') return !holds(directive, operation)",
  },
  {
    name: 'inherited names are read as data',
    file: 'execute/own.ts',
    find: 'return (object) => (Object.hasOwn(object, name) ? object[name] : undefined)',
    replace: 'return (object) => object[name]',
  },
  {
    name: '__proto__ is written as a prototype',
    file: 'execute/own.ts',
    find: "if (name === '__proto__') {",
    replace: "if (name === '__prototype__') {",
  },
]
