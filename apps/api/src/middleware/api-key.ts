import type { Identity, KeyHolder } from "@ninefold/identity";

/** The mark of a key, on which no session's token begins. What follows is judged where keys are: here it is never a session. */
const KEY = /^bearer\s+(nf_.*)$/i;

const secretIn = (headers: Headers): string | undefined => KEY.exec(headers.get("authorization") ?? "")?.[1];

export const namesKey = (headers: Headers): boolean => secretIn(headers) !== undefined;

const holders = new WeakMap<Request, Promise<KeyHolder | undefined>>();

/** Whom the key of the request stands for, if anybody; `undefined` at once where it names none. Asked once, however many ask. */
export function keyHolderOf(
  identity: Pick<Identity, "findKeyHolder">,
  request: Request,
): Promise<KeyHolder | undefined> | undefined {
  const known = holders.get(request);
  if (known !== undefined) return known;
  const secret = secretIn(request.headers);
  if (secret === undefined) return undefined;
  const found = identity.findKeyHolder(secret);
  holders.set(request, found);
  return found;
}
