// Where a session is kept: in memory, in a web page's storage, or in React Native's. What must stay true: everybody who
// shares a session reads the same store, because a refresh token that was used up ends the session when it comes again.

export type SessionStore = {
  read(): Promise<string | undefined>
  write(text: string): Promise<void>
  remove(): Promise<void>
  /** Calls back when somebody else changed it; gives back how to stop. */
  watch?(changed: () => void): () => void
}

/** For this run only. */
export function memoryStore(): SessionStore {
  let held: string | undefined
  return {
    read: async () => held,
    write: async (text) => {
      held = text
    },
    remove: async () => {
      held = undefined
    },
  }
}

/** Of `localStorage` or `sessionStorage`. */
export type WebStorage = {
  getItem(key: string): string | null
  setItem(key: string, text: string): void
  removeItem(key: string): void
}

/** `window`: it hears what other tabs store. */
export type StorageEvents = {
  addEventListener(type: 'storage', listener: (event: { readonly key: string | null }) => void): void
  removeEventListener(type: 'storage', listener: (event: { readonly key: string | null }) => void): void
}

const defaultKey = 'supermarket-session'

/** Anything that runs in the page can read it: prefer cookie mode where the shop is on the same site. */
export function webStore(storage: WebStorage, events?: StorageEvents, key = defaultKey): SessionStore {
  return {
    read: async () => storage.getItem(key) ?? undefined,
    write: async (text) => storage.setItem(key, text),
    remove: async () => storage.removeItem(key),
    watch(changed) {
      // A null key: everything was cleared.
      const listener = (event: { readonly key: string | null }) => {
        if (event.key === key || event.key === null) changed()
      }
      events?.addEventListener('storage', listener)
      return () => events?.removeEventListener('storage', listener)
    },
  }
}

/** Of React Native's AsyncStorage, or of a wrapper of the device's key store, which is the better place. */
export type AsyncStorage = {
  getItem(key: string): Promise<string | null>
  setItem(key: string, text: string): Promise<unknown>
  removeItem(key: string): Promise<unknown>
}

export function asyncStore(storage: AsyncStorage, key = defaultKey): SessionStore {
  return {
    read: async () => (await storage.getItem(key)) ?? undefined,
    write: async (text) => void (await storage.setItem(key, text)),
    remove: async () => void (await storage.removeItem(key)),
  }
}
