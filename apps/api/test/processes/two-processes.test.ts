import { TERMS_VERSION } from "@ninefold/identity/terms";
import { newPerson } from "@ninefold/testing";
import { httpDriver } from "@ninefold/testing/http";
import { afterAll, beforeAll, expect, it } from "vitest";
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
