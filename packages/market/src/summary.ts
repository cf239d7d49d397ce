// What a person reads after `npm start`: where everything is, who can sign in, how to stop and how to start afresh.
import { demoAccounts, demoPassword } from './seed/demo-accounts.ts'

export type Summary = {
  readonly url: string
  readonly explorer: boolean
  /** Folder of the embedded database; absent where every database is somebody else's server. */
  readonly data: string | undefined
  /** Folder of mails that no server sends. */
  readonly mail: string | undefined
  readonly demo: boolean
  readonly readyMs: number
}

export function summaryText({ url, explorer, data, mail, demo, readyMs }: Summary): string {
  const accounts = demo
    ? demoAccounts.map(({ email, role }) => `${email} (${role.toLowerCase()})`).join(', ')
    : undefined
  const rows: [string, string | undefined][] = [
    ['graph', `${url}/graphql`],
    ['explorer', explorer ? `${url}/` : undefined],
    ['sign in', accounts && `${accounts}; password ${demoPassword}`],
    ['data', data && `${data}   npm run reset deletes it`],
    ['mail', mail && `${mail}   what the shop writes to buyers`],
    ['stop', 'Ctrl+C'],
  ]
  const lines = rows.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name.padEnd(10)}${value}`]))
  return ['', `Supermarket is open (ready in ${(readyMs / 1000).toFixed(1)} s).`, '', ...lines, ''].join('\n')
}
