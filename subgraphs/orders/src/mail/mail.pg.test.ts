// Mails about orders from the change to the mail server: each once, in the order's own words, and none lost.
import { newId } from '@supermarket/service-kit/ids.ts'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type OrdersFixture, openFixture, type Someone } from '../orders-service.fixture.ts'
import { aSentOrder, type Change, changeWith } from '../return/return.fixture.ts'
import { bodyOf, headerOf, openSmtp, type ReceivedMail, type SmtpFixture } from './smtp.fixture.ts'

let smtp: SmtpFixture
let shop: OrdersFixture
let staff: Someone
let change: Change
beforeAll(async () => {
  smtp = await openSmtp()
  shop = await openFixture({
    mail: { smtpUrl: smtp.url, from: 'Shop <orders@shop.test>', shopUrl: 'https://shop.test' },
  })
  staff = await shop.someone('STAFF')
  change = changeWith(shop)
})
beforeEach(() => {
  smtp.state.mood = 'takes'
})
afterAll(async () => {
  await shop[Symbol.asyncDispose]()
  await smtp[Symbol.asyncDispose]()
})

const mailsOf = (id: string) =>
  smtp.received.filter((mail) => headerOf(mail, 'Message-ID')?.startsWith(`<${id}.`))
const kindOf = (mail: ReceivedMail) => /\.([a-z-]+)[.@]/.exec(headerOf(mail, 'Message-ID') ?? '')?.[1]
const jobsOf = (id: string) =>
  shop.sql<{ attempts: number; error: string | null }[]>`
    select attempts, last_error as error from graphile_worker.jobs where key like ${`send-mail:%${id}%`}`

/** Until these mails of the order were taken, and no more are planned. */
async function written(id: string, kinds: readonly string[]): Promise<readonly ReceivedMail[]> {
  await vi.waitFor(
    async () => {
      expect(mailsOf(id).map(kindOf).sort()).toEqual([...kinds].sort())
      expect(await jobsOf(id)).toEqual([])
    },
    { timeout: 20_000, interval: 50 },
  )
  return mailsOf(id)
}
const oneOf = (mails: readonly ReceivedMail[], kind: string): ReceivedMail => {
  const mail = mails.find((one) => kindOf(one) === kind)
  if (mail === undefined) throw new Error(`no mail of kind ${kind}`)
  return mail
}

const readable = async (id: string, accessToken: string | undefined) => {
  const query = 'query ($id: ID!, $accessToken: String) { order(id: $id, accessToken: $accessToken) { id } }'
  return (await shop.ask(query, { variables: { id, accessToken } })).order !== null
}

test('a guest who asks for access gets a link by mail, each time another mail', async () => {
  const { id } = await shop.anOrder()
  await written(id, ['placed'])
  const [{ number } = {}] = await shop.sql`select number from orders where id = ${id}`
  const ask = () =>
    shop.change(
      `mutation ($input: OrderAccessRequestInput!) { orderAccessRequest(input: $input) { userErrors { code } } }`,
      { number, email: 'ann@shop.test' },
    )
  await ask()
  await ask()
  const links = (await written(id, ['placed', 'access', 'access'])).filter(
    (mail) => kindOf(mail) === 'access',
  )
  expect(new Set(links.map((mail) => headerOf(mail, 'Message-ID'))).size).toBe(2)
  const link = /accessToken=(\S+)/.exec(bodyOf(oneOf(links, 'access')))
  expect(await readable(id, link?.[1])).toBe(true)
})

test('the whole life of an order is told, each turn once', async () => {
  const order = await aSentOrder(shop, { staff, sent: [0, 0] })
  const { id, accessToken, lines } = order
  const tracking = { carrier: 'Parcel <Post>', number: 'PP-1', url: 'https://post.test/?a=1&n=PP-1' }
  await change('orderFulfill', { id, lines: [{ id: lines[0].id, quantity: 2 }], tracking }, staff)
  await change('orderCancel', { id, reason: 'sold out' }, staff)
  const asked = await change('returnRequest', {
    ...{ orderId: id, accessToken },
    lines: [{ id: lines[0].id, quantity: 1, reason: 'DAMAGED' }],
  })
  await change('returnReject', { id: asked.return.id, reason: 'A <photo>, please.' }, staff)
  const again = await change('returnRequest', {
    ...{ orderId: id, accessToken },
    lines: [{ id: lines[0].id, quantity: 1, reason: 'DAMAGED' }],
  })
  await change('returnApprove', { id: again.return.id }, staff)
  await change('returnReceive', { id: again.return.id }, staff)
  const mails = await written(id, [
    ...['placed', 'shipped', 'reduced', 'refunded', 'return-rejected', 'return-approved'],
    ...['return-received', 'refunded'],
  ])
  for (const mail of mails) {
    expect(mail.to).toEqual(['ann@shop.test'])
    const link = /See your order: https:\/\/shop\.test\/orders\/(\S+)\?accessToken=(\S+)/.exec(bodyOf(mail))
    expect(link?.[1]).toBe(id)
    expect(await readable(id, link?.[2])).toBe(true)
  }
  const placed = bodyOf(oneOf(mails, 'placed'))
  expect(placed).toContain('It is paid')
  expect(placed).toMatch(/Total\s+26\.00 EUR/)
  const shipped = bodyOf(oneOf(mails, 'shipped'))
  expect(shipped).toContain('2 pieces')
  expect(shipped).toContain('Follow your parcel: https://post.test/?a=1&n=PP-1')
  expect(shipped).toContain('<a href="https://post.test/?a=1&amp;n=PP-1">')
  expect(shipped).toContain('Parcel &lt;Post&gt;, number PP-1.')
  expect(bodyOf(oneOf(mails, 'reduced'))).toContain('Why: sold out')
  expect(bodyOf(oneOf(mails, 'return-rejected'))).toContain('A &lt;photo&gt;, please.')
  expect(bodyOf(oneOf(mails, 'return-received'))).toContain('We pay you back 7.00 EUR.')
})

test('an order that is paid later is told so, and one that is canceled too; its owner needs no token', async () => {
  const ann = await shop.someone()
  const waiting = async () => {
    const cart = await shop.aCart([{ variantId: await shop.aVariant(), quantity: 1 }], ann)
    const { order, nextAction } = await shop.checkout({ cart, token: 'tok_requires_action', as: ann })
    return { id: order.id as string, page: nextAction.url.split('/').at(-1) as string }
  }
  const [paid, canceled] = [await waiting(), await waiting()]
  await shop.service.sandboxPage?.({ method: 'POST', path: `${paid.page}/approve` })
  const [{ id: paymentId } = {}] = await shop.sql`select id from payments where order_id = ${paid.id}`
  await shop.service.hearFromProvider(paymentId)
  await change('orderCancel', { id: canceled.id, reason: 'too dear' }, ann)
  const mails = await written(paid.id, ['placed', 'paid'])
  expect(bodyOf(oneOf(mails, 'placed'))).toContain('It is waiting for its payment.')
  expect(bodyOf(oneOf(mails, 'paid'))).toContain(`href="https://shop.test/orders/${paid.id}"`)
  const off = oneOf(await written(canceled.id, ['placed', 'canceled']), 'canceled')
  expect(bodyOf(off)).toContain('Why: too dear')
  expect(bodyOf(off)).toContain('No money was taken.')
})

test('a change that is rolled back, and a checkout that failed, write nothing', async () => {
  const cart = await shop.aCart([{ variantId: await shop.aVariant(), quantity: 1 }])
  expect((await shop.checkout({ cart, token: 'tok_declined' })).order).toBe(null)
  const [{ id } = {}] = await shop.sql`select id from orders where cart_id = ${cart.id}`
  expect(await jobsOf(id)).toEqual([])
  const { id: sent } = await shop.anOrder()
  await written(sent, ['placed'])
  const refused = await change(
    'orderFulfill',
    { id: sent, lines: [{ id: newId('oli'), quantity: 1 }] },
    staff,
  )
  expect(refused.userErrors).toHaveLength(1)
  await written(sent, ['placed'])
  expect(mailsOf(id)).toEqual([])
})

test('a mail that was sent is not sent again when its job is repeated', async () => {
  const { id } = await shop.anOrder()
  await written(id, ['placed'])
  const payload = JSON.stringify({ orderId: id, kind: 'placed', subjectId: id })
  await shop.sql`select graphile_worker.add_job('send-mail', ${payload}::text::json, job_key => ${`send-mail:again:${id}`})`
  await written(id, ['placed'])
})

test.each(['is busy', 'drops'] as const)(
  'a server that %s gets it later, under the same id',
  async (mood) => {
    smtp.state.mood = mood
    const { id } = await shop.anOrder()
    await vi.waitFor(async () => expect((await jobsOf(id))[0]?.error).not.toBe(null), { timeout: 10_000 })
    expect(mailsOf(id)).toEqual([])
    expect(await shop.sql`select kind from order_mails where order_id = ${id}`).toEqual([])
    smtp.state.mood = 'takes'
    await shop.sql`update graphile_worker._private_jobs set run_at = now() where key like ${`send-mail:%${id}%`}`
    const [mail] = await written(id, ['placed'])
    expect(mail && headerOf(mail, 'Message-ID')).toBe(`<${id}.placed@shop.test>`)
  },
)

test('a recipient that the server refuses is given up at once', async () => {
  smtp.state.mood = 'refuses the recipient'
  const { id } = await shop.anOrder()
  await vi.waitFor(async () => expect(await jobsOf(id)).toEqual([]), { timeout: 10_000 })
  expect(mailsOf(id)).toEqual([])
  expect(await shop.sql`select kind from order_mails where order_id = ${id}`).toEqual([])
})

test('whoever was forgotten before it went out gets none', async () => {
  smtp.state.mood = 'is busy'
  const eve = await shop.someone()
  const { id } = await shop.anOrder({ as: eve })
  await vi.waitFor(async () => expect((await jobsOf(id))[0]?.error).not.toBe(null), { timeout: 10_000 })
  await shop.service.events.receive('users', {
    ...{ specversion: '1.0', id: newId('evt'), source: 'users', type: 'user.deleted' },
    ...{ time: new Date().toISOString(), datacontenttype: 'application/json', dataversion: 1 },
    ...{ aggregatetype: 'user', subject: eve.userId, sequence: 1, correlationid: 'a-test' },
    data: { userId: eve.userId },
  })
  smtp.state.mood = 'takes'
  await shop.sql`update graphile_worker._private_jobs set run_at = now() where key like ${`send-mail:%${id}%`}`
  await vi.waitFor(async () => expect(await jobsOf(id)).toEqual([]), { timeout: 10_000 })
  expect(mailsOf(id)).toEqual([])
})
