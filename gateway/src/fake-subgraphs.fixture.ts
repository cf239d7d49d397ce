// Subgraphs with the shop's own SDL and resolvers of no memory: ids say what happens, and every call is kept.
import { loadSubgraphSdl } from '@supermarket/schema/load.ts'
import type { SubgraphName } from '@supermarket/schema/subgraphs.ts'
import type { AccessTable } from '@supermarket/service-kit/access.ts'
import type { AccessTokenVerifier } from '@supermarket/service-kit/access-token.ts'
import { forbidden, overloaded, rateLimited } from '@supermarket/service-kit/graph-error.ts'
import type { RequestContext } from '@supermarket/service-kit/request-context.ts'
import { createSubgraph, type SubgraphHandler } from '@supermarket/service-kit/subgraph.ts'
import type { SubgraphCall } from '@supermarket/service-kit/subgraph-call.ts'
import { type DocumentNode, Kind } from 'graphql'
import type { Logger } from 'pino'

export type SeenCall = {
  readonly name: string
  readonly call: SubgraphCall
  readonly viewer: RequestContext['viewer']
}

type FakeContext = RequestContext & { readonly setCookie: (cookies: readonly string[]) => void }

export async function fakeSubgraph(
  name: SubgraphName,
  parts: { readonly calls: SeenCall[]; readonly verifyToken: AccessTokenVerifier; readonly log: Logger },
): Promise<SubgraphHandler> {
  const typeDefs = loadSubgraphSdl(name)
  return createSubgraph<FakeContext>({
    name,
    typeDefs,
    resolvers: resolvers[name],
    access: allPublic(typeDefs),
    verifyToken: parts.verifyToken,
    createContext: (request, call, answer) => {
      parts.calls.push({ name, call, viewer: request.viewer })
      return {
        ...request,
        setCookie: (cookies) => {
          answer.setCookie = cookies
        },
      }
    },
    log: parts.log,
  })
}

function allPublic({ definitions }: DocumentNode): AccessTable {
  const fields = definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION
      ? (definition.fields ?? []).map(({ name }) => `${definition.name.value}.${name.value}`)
      : [],
  )
  return Object.fromEntries(fields.map((field) => [field, 'public'] as const))
}

/** Ids say what happens. */
const behaviours: Readonly<Record<string, () => unknown>> = {
  boom: () => {
    throw new Error('select password_hash from users at 10.1.2.3:5432')
  },
  denied: () => {
    throw forbidden()
  },
  throttled: () => {
    throw rateLimited(30)
  },
  busy: () => {
    throw overloaded()
  },
  slow: () => new Promise((resolve) => setTimeout(resolve, 200, { id: 'slow', name: 'slow' })),
  hung: () => new Promise(() => {}),
}

async function byId({ id }: { id: string }): Promise<unknown> {
  const behave = behaviours[id]
  return behave
    ? behave()
    : { id, name: `name of ${id}`, slug: id, description: '', status: 'ACTIVE', version: 1 }
}

const me = (_: unknown, __: unknown, { viewer }: FakeContext) =>
  viewer.kind === 'user' ? { id: viewer.userId } : null

const noPage = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null }

const resolvers: Readonly<Record<SubgraphName, object>> = {
  users: {
    Query: { me, user: (_: unknown, args: { id: string }) => byId(args) },
    Mutation: {
      userLogin: (_: unknown, { input }: { input: { email: string } }, { setCookie }: FakeContext) => {
        if (input.email.startsWith('throttled')) behaviours.throttled?.()
        setCookie(['__Host-supermarket-access=a.b.c; Secure', '__Host-supermarket-refresh=r; Secure'])
        return { user: { id: 'usr_ann' }, tokens: { accessToken: 'a.b.c' }, userErrors: [] }
      },
      userRegister: () => ({
        userErrors: [{ __typename: 'GeneralUserError', code: 'EMAIL_TAKEN', message: 'Taken.' }],
      }),
      sessionRefresh: () => ({ tokens: { accessToken: 'a.b.c' }, userErrors: [] }),
      userLogout: () => ({ userErrors: [] }),
    },
    User: { __resolveReference: byId },
  },
  products: {
    Query: {
      me,
      product: (_: unknown, { id, slug }: { id?: string; slug?: string }) => byId({ id: id ?? slug ?? '' }),
      products: (_: unknown, { first, search }: { first: number; search?: string }) => ({
        edges: [],
        nodes: [
          { id: String(first), name: search ?? '', slug: 's', description: '', status: 'ACTIVE', version: 1 },
        ],
        pageInfo: noPage,
      }),
    },
    Product: { __resolveReference: byId },
    ProductVariant: { __resolveReference: byId },
    User: { __resolveReference: ({ id }: { id: string }) => ({ id }) },
  },
  orders: {
    Query: {
      me,
      cart: (_: unknown, { id }: { id: string }) => ({
        id,
        currency: 'EUR',
        lines: ['boom', 'var_1'].map((variant) => ({
          id: `line of ${variant}`,
          quantity: 1,
          variant: { id: variant },
        })),
      }),
      order: (_: unknown, { id }: { id: string }) => ({ id, number: '1', customer: { id: 'usr_ann' } }),
    },
    Subscription: {
      orderUpdated: {
        subscribe: (_: unknown, { id }: { id: string }) =>
          id === 'twice' ? twice() : once({ orderUpdated: { id } }),
      },
    },
    User: { __resolveReference: ({ id }: { id: string }) => ({ id }) },
  },
}

/** Two events, and the end. */
async function* twice(): AsyncGenerator<unknown> {
  for (const number of ['1', '2']) yield { orderUpdated: { id: 'twice', number } }
}

/** One event, and then none until its reader leaves. */
function once(event: unknown): AsyncIterableIterator<unknown> {
  const left = Promise.withResolvers<IteratorResult<unknown>>()
  const answers = [{ done: false as const, value: event }]
  return {
    next: async () => answers.shift() ?? left.promise,
    async return() {
      left.resolve({ done: true, value: undefined })
      return { done: true, value: undefined }
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
