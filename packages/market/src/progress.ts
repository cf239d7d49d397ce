// What a person sees while the shop starts: one short line per step.

export function progress(line: string): void {
  console.log(`  … ${line}`)
}

/** Names variables that are set and have no effect; never their values, which may be secrets. */
export function tellIgnored(names: readonly string[]): void {
  if (names.length > 0)
    console.error(`  ! ${names.join(', ')}: for services that are started one by one, ignored here`)
}
