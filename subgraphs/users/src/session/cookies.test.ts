import type { AnswerHead } from '@supermarket/service-kit/subgraph.ts'
import { expect, test } from 'vitest'
import { sessionCookies } from './cookies.ts'

const now = Date.parse('2026-01-01T00:00:00Z')
const tokens = {
  accessToken: 'a.b.c',
  accessTokenExpiresAt: new Date(now + 600_000),
  refreshToken: 'srt_x',
  refreshTokenExpiresAt: new Date(now + 86_400_000),
}

test('tokens become __Host- cookies that no script and no other site can use', () => {
  const answer: AnswerHead = {}
  sessionCookies(undefined, answer, () => now).set(tokens)
  expect(answer.setCookie).toEqual([
    '__Host-supermarket-access=a.b.c; Path=/; Max-Age=86400; Secure; HttpOnly; SameSite=Lax',
    '__Host-supermarket-refresh=srt_x; Path=/; Max-Age=86400; Secure; HttpOnly; SameSite=Lax',
  ])
})

test('clearing makes the browser forget both at once', () => {
  const answer: AnswerHead = {}
  sessionCookies(undefined, answer).clear()
  expect(answer.setCookie).toEqual([
    '__Host-supermarket-access=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax',
    '__Host-supermarket-refresh=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax',
  ])
})

test('the refresh token is found among other cookies, by its whole name only', () => {
  const read = (header: string | undefined) => sessionCookies(header, {}).refreshToken
  expect(read('a=1; __Host-supermarket-refresh=srt_x; b=2')).toBe('srt_x')
  expect(read('x__Host-supermarket-refresh=srt_x')).toBeUndefined()
  expect(read('__Host-supermarket-refresh=')).toBeUndefined()
  expect(read(undefined)).toBeUndefined()
})
