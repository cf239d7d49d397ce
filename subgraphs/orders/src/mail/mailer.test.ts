// Mails over real SMTP to a server on loopback, and into a folder.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Message } from './mail.ts'
import { folderMailer, MailRefusedError, smtpMailer } from './mailer.ts'
import { bodyOf, headerOf, type Mood, openSmtp } from './smtp.fixture.ts'

const from = 'Shop <orders@shop.test>'
const message: Message = {
  id: 'ord_1.placed@shop.test',
  to: 'ann@buyer.test',
  subject: 'Your order S1: tea & crème',
  text: 'Two pots of crème.\n',
  html: '<p>Two pots of crème.</p>',
}

async function sendTo(mood: Mood, more: Partial<Message> = {}) {
  await using smtp = await openSmtp(mood)
  using mailer = smtpMailer({ url: smtp.url, from, answerMs: 300 })
  const error = await mailer.send({ ...message, ...more }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return { error, received: smtp.received, connections: smtp.state.connections }
}

test('a server that takes it gets sender, recipient, both texts and the id', async () => {
  const { error, received } = await sendTo('takes')
  expect(error).toBe(undefined)
  const [mail] = received
  if (!mail) throw new Error('no mail')
  expect([mail.from, mail.to]).toEqual(['orders@shop.test', ['ann@buyer.test']])
  expect(headerOf(mail, 'Message-ID')).toBe('<ord_1.placed@shop.test>')
  expect(headerOf(mail, 'From')).toBe('Shop <orders@shop.test>')
  expect(headerOf(mail, 'To')).toBe('ann@buyer.test')
  expect(headerOf(mail, 'Content-Type')).toMatch(/^multipart\/alternative/)
  expect(headerOf(mail, 'Auto-Submitted')).toBe('auto-generated')
  expect(bodyOf(mail)).toContain('Two pots of crème.')
  expect(bodyOf(mail)).toContain('<p>Two pots of crème.</p>')
})

test('one that refuses the recipient has refused for good', async () => {
  const { error, received } = await sendTo('refuses the recipient')
  expect(error).toBeInstanceOf(MailRefusedError)
  expect(received).toEqual([])
})

test.each(['is busy', 'hangs', 'drops'] as const)('when one %s it is worth another try', async (mood) => {
  const { error, received } = await sendTo(mood)
  expect(error).toBeInstanceOf(Error)
  expect(error).not.toBeInstanceOf(MailRefusedError)
  expect(received).toEqual([])
})

test('no server at all is worth another try', async () => {
  using mailer = smtpMailer({ url: 'smtp://127.0.0.1:9', from, answerMs: 300 })
  await expect(mailer.send(message)).rejects.not.toBeInstanceOf(MailRefusedError)
})

test.each([
  'ann@buyer.test\r\nBcc: eve@thief.test',
  'ann@buyer.test, eve@thief.test',
  'Ann <ann@buyer.test>',
  '"a b"@buyer.test',
  '',
])('%j is no address to write to, and nothing goes out', async (to) => {
  const { error, connections } = await sendTo('takes', { to })
  expect(error).toBeInstanceOf(MailRefusedError)
  expect(connections).toBe(0)
})

test('a subject with line breaks is one header all the same', async () => {
  const { received } = await sendTo('takes', { subject: 'Hello\r\nBcc: eve@thief.test\r\n\r\nbody' })
  const [mail] = received
  if (!mail) throw new Error('no mail')
  expect(mail.to).toEqual(['ann@buyer.test'])
  expect(headerOf(mail, 'Bcc')).toBe(undefined)
})

test('in a folder each mail is a file of its own, and one that is sent again the same file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mail-'))
  try {
    using mailer = folderMailer({ folder: join(folder, 'mail'), from })
    await mailer.send(message)
    await mailer.send({ ...message, text: 'Again.\n' })
    await mailer.send({ ...message, id: '../../ord_2.paid@shop.test' })
    const files = await readdir(join(folder, 'mail'))
    expect(files.sort()).toEqual(['....ord_2.paid.eml', 'ord_1.placed.eml'])
    const content = await readFile(join(folder, 'mail', 'ord_1.placed.eml'), 'utf8')
    expect(content).toContain('Again.')
    expect(content).toContain('Message-ID: <ord_1.placed@shop.test>')
  } finally {
    await rm(folder, { recursive: true })
  }
})
