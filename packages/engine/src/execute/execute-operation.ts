// Runs a compiled operation: fetches, then the answer.
import type { FieldNode } from 'graphql'
import type { JsonObject } from '../transport/subgraph-transport.ts'
import type { WriteAnswer } from '../write/compile-writer.ts'
import type { CompiledOperation, OperationVariant } from './compile-operation.ts'
import { conditionValues } from './conditions.ts'
import { introspect } from './introspect.ts'
import type { ExecutionObserver, Run } from './run.ts'
import type { ExecutionAnswer, ExecutionRequest } from './types.ts'

/**
 * Never rejects because of a subgraph: what failed is in `errors`, at its path. Throws BAD_USER_INPUT for a condition
 * that is no Boolean. For an operation that is answered at once; see `executeDeferred` and `executeSubscription`.
 */
export async function executeOperation(
  compiled: CompiledOperation,
  request: ExecutionRequest,
  observer?: ExecutionObserver,
): Promise<ExecutionAnswer> {
  const { run, variant } = startRun(compiled, request, observer)
  if (variant.plan.defer || variant.plan.subscription) throw new TypeError('the operation answers in parts')
  await variant.plan.run(run)
  return writeRun(compiled, run, variant.write)
}

export type StartedRun = { readonly run: Run; readonly variant: OperationVariant }

export function startRun(
  compiled: CompiledOperation,
  request: ExecutionRequest,
  observer?: ExecutionObserver,
): StartedRun {
  const conditions = conditionValues(compiled.conditions, compiled.operation, request.variables)
  const root: JsonObject = {}
  const run: Run = {
    request,
    root,
    errors: [],
    plain: true,
    conditions,
    variableTexts: new Map(),
    answers: new Map(),
    waiting: new Map(),
    observer,
  }
  return { run, variant: compiled.variantFor(conditions) }
}

/** `object` is what the writer starts at: the root, or the object of a deferred part. */
export function writeRun(
  { apiSchema: schema, operation, fragments }: CompiledOperation,
  run: Run,
  write: WriteAnswer,
  object: JsonObject = run.root,
): ExecutionAnswer {
  const { errors, observer } = run
  const options = {
    introspect: (field: FieldNode) =>
      introspect(field, { schema, operation, fragments, variables: run.request.variables }),
    // Nulls that a failed fetch left behind have been explained by its error.
    tellProblems: errors.length === 0,
    plain: run.plain,
  }
  const written = observer ? observer.write(() => write(object, options)) : write(object, options)
  const { dataJson, answerJson, problems } = written
  return { dataJson, answerJson, errors, valueCompletion: problems }
}
