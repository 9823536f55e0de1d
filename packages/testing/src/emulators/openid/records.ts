import type { Adapter, AdapterFactory, AdapterPayload } from "oidc-provider";

/** What the provider keeps between requests: sessions, codes, grants. In memory, and gone when it ends. */
export function createRecords(): { readonly factory: AdapterFactory; readonly clear: () => void } {
  const all = new Map<string, AdapterPayload>();
  /** The oldest go first. */
  function put(key: string, payload: AdapterPayload): void {
    all.set(key, payload);
    const [oldest] = all.keys();
    if (all.size > MOST && oldest !== undefined) all.delete(oldest);
  }

  const factory = (model: string): Adapter => {
    const keyOf = (id: string) => `${model} ${id}`;
    const find = async (id: string) => all.get(keyOf(id));
    const search = async (is: (payload: AdapterPayload) => boolean) =>
      [...all].find(([key, payload]) => key.startsWith(`${model} `) && is(payload))?.[1];
    return {
      find,
      findByUid: (uid) => search((payload) => payload.uid === uid),
      findByUserCode: (userCode) => search((payload) => payload.userCode === userCode),
      async upsert(id, payload) {
        put(keyOf(id), payload);
      },
      async consume(id) {
        const payload = await find(id);
        if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1_000);
      },
      async destroy(id) {
        all.delete(keyOf(id));
      },
      async revokeByGrantId(grantId) {
        for (const [key, payload] of all) if (payload.grantId === grantId) all.delete(key);
      },
    };
  };
  return { factory, clear: () => all.clear() };
}

const MOST = 2_000;
