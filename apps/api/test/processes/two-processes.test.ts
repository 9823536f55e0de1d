import { TERMS_VERSION } from "@ninefold/identity/terms";
import { newPerson, type Person } from "@ninefold/testing";
import { httpDriver } from "@ninefold/testing/http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openStream } from "../event-stream.ts";
import { ORIGIN, type Product, signUpRequest, startProduct } from "./product.ts";

let product: Product;
beforeAll(async () => {
  product = await startProduct({ apis: 2 });
}, 60_000);
afterAll(() => product.close());

it(
  "keeps the whole journey when each request meets another process than the one before",
  { timeout: 60_000 },
  async () => {
    const [ada, bea, cy] = [open(), open(), open()];
    const guest = newPerson();

    await ada.signsUp(newPerson());
    const workspace = await ada.createsWorkspace("Atelier");
    await ada.invites(workspace, guest.email);
    await bea.signsUp(guest);
    await bea.acceptsInvitation(guest.email);
    await cy.signsUp(newPerson());

    expect(await bea.sees(workspace)).toBe(true);
    expect(await cy.sees(workspace)).toBe(false);
  },
);

it(
  "tells an open page at one process what the worker wrote for a request of the other, and lets go of it when it ends",
  { timeout: 60_000 },
  async () => {
    const [listening, other] = product.apis;
    const [owner, guest] = [newPerson(), newPerson()];
    const ada = open();
    await ada.signsUp(owner);
    const stream = openStream(await fetch(`${listening?.url}/api/v1/me/notifications/stream`, await asPerson(owner)));
    expect(await stream.next("state")).toEqual({ unread: 0, newest: null });
    const workspace = await ada.createsWorkspace("Atelier");
    await ada.invites(workspace, guest.email);
    const bea = open();
    await bea.signsUp(guest);
    await bea.acceptsInvitation(guest.email);
    expect(await stream.next("state")).toMatchObject({ unread: 1 });

    // With the stream open: nobody who follows one may hold a process that was told to end.
    expect(await listening?.kill("SIGTERM")).toBe(0);
    await stream.untilEnd();
    const again = openStream(await fetch(`${other?.url}/api/v1/me/notifications/stream`, await asPerson(owner)));
    expect(await again.next("state")).toMatchObject({ unread: 1 });
    await again.close();
    await listening?.start();
  },
);

it("loses no request while one of two processes is told to end under load", { timeout: 60_000 }, async () => {
  const [leaving, staying] = product.apis;
  const outcomes: number[] = [];
  let ended: Promise<number | null> | undefined;
  const over = new AbortController();

  // A balancer in a few lines: it asks who is ready, over one connection all the time, and sends each request over one of its own.
  let isReady = true;
  const asking = (async () => {
    while (!over.signal.aborted) {
      const answer = await fetch(`${leaving?.url}/api/health/ready`).catch(() => undefined);
      await answer?.arrayBuffer();
      isReady = answer?.ok ?? false;
    }
  })();
  const callers = Array.from({ length: 4 }, async () => {
    while (!over.signal.aborted) {
      const target = isReady ? leaving : staying;
      const request = signUpRequest();
      const headers = new Headers(request.headers);
      headers.set("connection", "close");
      const response = await fetch(`${target?.url}/api/auth/sign-up/email`, { ...request, headers });
      await response.text();
      outcomes.push(response.status);
      if (outcomes.length > 8 && ended === undefined) {
        ended = leaving?.kill("SIGTERM").finally(() => over.abort());
      }
    }
  });
  await Promise.all([...callers, asking]);

  expect(outcomes.filter((status) => status !== 200)).toEqual([]);
  // By itself, and not because its time to end well was over: whoever asks over one connection all the time lets go of it.
  expect(await ended).toBe(0);
});

/** What a signed-in browser sends along. */
async function asPerson({ email, password }: Person) {
  const headers = { "content-type": "application/json", origin: ORIGIN };
  const body = JSON.stringify({ email, password });
  const response = await fetch(`${product.apis[1]?.url}/api/auth/sign-in/email`, { method: "POST", headers, body });
  const cookie = response.headers.getSetCookie().map((one) => one.split(";")[0]);
  return { headers: { cookie: cookie.join("; ") } };
}

/** A person whose every request goes to the next process. */
function open() {
  let turn = 0;
  return httpDriver({
    baseUrl: ORIGIN,
    termsVersion: TERMS_VERSION,
    timeoutMs: 20_000,
    mailbox: product.mailsTo,
    fetch: (input, init) => {
      const { pathname, search } = new URL(String(input instanceof Request ? input.url : input));
      turn += 1;
      const api = product.apis[turn % product.apis.length];
      return fetch(`${api?.url}${pathname}${search}`, init);
    },
  });
}
