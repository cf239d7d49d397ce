// Faults in writing the answer.
import type { Fault } from './fault.ts'

export const writingFaults: readonly Fault[] = [
  {
    name: 'a null that may not be is written',
    file: 'write/value-writers.ts',
    find: 'return (value, out) =>\n    value === null || value === undefined\n      ? problem(',
    replace:
      "return (value, out) =>\n    value === null || value === undefined\n      ? (writeAscii(out, 'null'), true) || problem(",
  },
  {
    name: 'a null goes up no further than its list',
    file: 'write/value-writers.ts',
    find: 'if (!write(value[index], out)) stands = false',
    replace:
      "const before = out.length\n      if (!write(value[index], out)) {\n        out.length = before\n        writeAscii(out, 'null')\n      }",
  },
  {
    name: 'items after one that cannot stand are not looked at',
    file: 'write/value-writers.ts',
    find: 'if (!write(value[index], out)) stands = false',
    replace: 'if (!write(value[index], out)) return false',
  },
  {
    name: 'what a null takes with it is left in the text',
    file: 'write/value-writers.ts',
    find: '      takeBack(out, length)\n    }\n',
    replace: '    }\n',
  },
  {
    name: 'any text is a value of an enum',
    file: 'write/leaf-writers.ts',
    find: 'if (constant === undefined) return false',
    replace: 'if (constant === undefined) return writeAny(value, out)',
  },
  {
    name: 'any value is an Int',
    file: 'write/leaf-writers.ts',
    find: "const writeInt: WriteLeaf = (value, out) => {\n  if (typeof value !== 'number') return false",
    replace:
      "const writeInt: WriteLeaf = (value, out) => {\n  if (typeof value !== 'number') return writeAny(value, out)",
  },
  {
    name: 'text is not escaped',
    file: 'write/json-buffer.ts',
    find: 'code === quotationMark || code === backslash || code > 127) return false',
    replace: 'code > 127) return false',
  },
  {
    name: 'long text is not escaped',
    file: 'write/json-buffer.ts',
    find: 'code === quotationMark || code === backslash) return false',
    replace: 'false) return false',
  },
  {
    name: 'every answer is taken for plain',
    file: 'execute/fetch.ts',
    find: 'run.plain &&= response.plain === true',
    replace: '',
  },
  {
    name: 'text beyond ASCII is read byte by byte',
    file: 'write/json-buffer.ts',
    find: 'if (written !== text.length) out.ascii = false',
    replace: '',
  },
  {
    name: 'what is repeated is cut short',
    file: 'write/json-buffer.ts',
    find: 'bytes.copyWithin(out.length, start, end)',
    replace: 'bytes.copyWithin(out.length, start, end - 1)',
  },
  {
    name: 'fields of a repeated selection are lost',
    file: 'write/selection.ts',
    find: 'known.selected.push(...sub)',
    replace: '',
  },
  {
    name: 'fragments apply to their own type only',
    file: 'write/selection.ts',
    find: 'return (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(abstract, type)',
    replace: 'return false',
  },
  {
    name: 'every fragment applies',
    file: 'write/selection.ts',
    find: 'if (!isAbstractType(abstract) || !isCompositeType(type)) return false',
    replace: 'return true',
  },
  {
    name: 'an object of a hidden type is written as its interface',
    file: 'write/object-writer.ts',
    find: "typeof typename === 'string' && typename !== '' ? writerOf(typename) : writerOf(declared.name)",
    replace: "(typeof typename === 'string' ? writerOf(typename) : undefined) ?? writerOf(declared.name)",
  },
  {
    name: 'nulls are explained although an error explains them',
    file: 'execute/execute-operation.ts',
    find: 'tellProblems: errors.length === 0',
    replace: 'tellProblems: true',
  },
  {
    name: 'paths of nulls keep what was left behind',
    file: 'write/object-writer.ts',
    find: '      out.trail?.path.pop()\n',
    replace: '',
  },
]
