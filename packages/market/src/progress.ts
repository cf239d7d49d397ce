// What a person sees while the shop starts: one short line per step.

export function progress(line: string): void {
  console.log(`  … ${line}`)
}
