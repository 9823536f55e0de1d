import type { Identity, Session } from "@ninefold/identity";

const sessions = new WeakMap<Request, Promise<Session | undefined>>();

/** Who sends the request. Asked once, however many ask. */
export function sessionOf(identity: Pick<Identity, "findSession">, request: Request): Promise<Session | undefined> {
  const found = sessions.get(request) ?? identity.findSession(request.headers);
  sessions.set(request, found);
  return found;
}
