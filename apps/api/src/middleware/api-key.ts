import type { Identity, KeyHolder } from "@ninefold/identity";

/** The mark of a key, on which no session's token begins. What follows is judged where keys are: here it is never a session. */
const KEY = /^bearer\s+(nf_.*)$/i;

/** The secret of the request; `undefined` where it names none. */
export const secretIn = (headers: Headers): string | undefined => KEY.exec(headers.get("authorization") ?? "")?.[1];

const holders = new WeakMap<Request, Promise<KeyHolder | undefined>>();

/** Whom the key of the request stands for. Asked once, however many ask. */
export function keyHolderOf(
  identity: Pick<Identity, "findKeyHolder">,
  request: Request,
): Promise<KeyHolder | undefined> {
  const secret = secretIn(request.headers);
  const found = holders.get(request) ?? (secret === undefined ? NOBODY : identity.findKeyHolder(secret));
  holders.set(request, found);
  return found;
}

const NOBODY = Promise.resolve(undefined);
