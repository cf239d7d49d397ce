// A copy of the engine with one fault, outside the project, whose modules are its own.
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Executor } from '../run/run-engine.ts'
import type { Fault } from './fault.ts'

export type Mutant = { readonly executor: Executor } & Disposable

const source = join(import.meta.dirname, '..', '..', 'src')

/** Throws when the source does not hold the fault's text exactly once. */
export async function loadMutant(fault: Fault): Promise<Mutant> {
  const text = plant(fault)
  const folder = mkdtempSync(join(tmpdir(), 'engine-fault-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    cpSync(source, join(folder, 'src'), {
      recursive: true,
      filter: (path) => !/\.(test|fixture)\.ts$/.test(path),
    })
    writeFileSync(join(folder, 'src', fault.file), text)
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
    symlinkSync(installedPackages(), join(folder, 'node_modules'))
    const load = (file: string) =>
      import(/* @vite-ignore */ pathToFileURL(join(folder, 'src', 'execute', file)).href)
    const { compileOperation } = await load('compile-operation.ts')
    const { executeOperation } = await load('execute-operation.ts')
    return { executor: { compileOperation, executeOperation }, [Symbol.dispose]: remove }
  } catch (error) {
    remove()
    throw error
  }
}

function plant({ name, file, find, replace }: Fault): string {
  const parts = readFileSync(join(source, file), 'utf8').split(find)
  const [before, after, ...others] = parts
  if (before === undefined || after === undefined || others.length > 0) {
    throw new Error(`"${name}" cannot be planted: ${file} holds its text ${parts.length - 1} times`)
  }
  return before + replace + after
}

function installedPackages(): string {
  const entry = createRequire(import.meta.url).resolve('graphql')
  return entry.slice(0, entry.lastIndexOf('node_modules') + 'node_modules'.length)
}
