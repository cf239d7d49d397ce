import { newId } from '@supermarket/service-kit/ids.ts'
import { expect, test } from 'vitest'
import { createRefreshTokens } from './refresh-tokens.ts'

const tokens = createRefreshTokens('a server key of a test, long enough')
const others = createRefreshTokens('another server key of a test, long enough')

test('a token is opaque, names its session and carries 256 secret bits', () => {
  const sessionId = newId('ses')
  const first = tokens.first(sessionId)
  expect(first.text).toMatch(/^srt_[0-9A-Z]{26}_[\w-]{64}$/)
  expect(tokens.parse(first.text)).toEqual(first)
  expect(tokens.first(sessionId).text).not.toBe(first.text)
})

test('the successor follows from the token and the key, on any replica', () => {
  const first = tokens.first(newId('ses'))
  const replica = createRefreshTokens('a server key of a test, long enough')
  expect(replica.successor(first)).toEqual(tokens.successor(first))
  expect(others.successor(first).text).not.toBe(tokens.successor(first).text)
  expect(tokens.parse(tokens.successor(first).text)?.sessionId).toBe(first.sessionId)
})

test('what was not issued with this key is no token, whatever was changed in it', () => {
  const { text } = tokens.first(newId('ses'))
  const [, session = '', body = ''] = text.split('_', 3)
  const last = body.endsWith('A') ? 'B' : 'A'
  for (const forged of [
    '',
    'srt_',
    `${text}A`,
    text.toLowerCase(),
    `srt_${session}_${'A'.repeat(64)}`,
    `srt_${newId('ses').slice(4)}_${text.slice(31)}`,
    `${text.slice(0, 40)}${text[40] === 'x' ? 'y' : 'x'}${text.slice(41)}`,
    `${text.slice(0, -1)}${last}`,
    others.first(newId('ses')).text,
  ]) {
    expect(tokens.parse(forged), forged).toBeUndefined()
  }
})
