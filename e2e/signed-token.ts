// Access tokens that the shop did not give out, signed with the key that the users service signs with now.
import { createPrivateKey } from 'node:crypto'
import type { Stack } from '@supermarket/testkit/stack.ts'
import type { Account } from '@supermarket/testkit/story.ts'
import { deriveSecrets } from '@supermarket/users/secrets.ts'
import { unseal } from '@supermarket/users/signing/sealed-key.ts'
import { SignJWT } from 'jose'
import postgres from 'postgres'

export type Forgery = { readonly typ?: string; readonly [claim: string]: unknown }

/** The viewer's token with other claims, signed with the key that the users service signs with now. */
export async function signed(
  stack: Stack,
  { graph }: Account,
  { typ = 'at+jwt', ...claims }: Forgery = {},
): Promise<string> {
  const sql = postgres(stack.databases.users, { max: 1, onnotice: () => {} })
  try {
    const [row] = await sql<{ kid: string; sealed: Buffer }[]>`
      select kid, sealed_private_key as sealed from signing_keys
      where active_from <= now() order by active_from desc limit 1`
    const key = row && unseal(row.sealed, row.kid, deriveSecrets(stack.secrets.usersSecret).signingKeys)
    if (row === undefined || key === undefined) throw new Error('the signing key is out of reach')
    const body = JSON.parse(
      Buffer.from((graph.accessToken ?? '').split('.')[1] ?? '', 'base64url').toString(),
    )
    return await new SignJWT({ ...body, ...claims })
      .setProtectedHeader({ alg: 'ES256', typ, kid: row.kid })
      .sign(createPrivateKey({ key, format: 'pem' }))
  } finally {
    await sql.end()
  }
}
