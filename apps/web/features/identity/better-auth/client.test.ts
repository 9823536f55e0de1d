import { afterEach, expect, test, vi } from "vitest";
import { giveSecondFactor, signIn, signOut, verifyAddress } from "./client.ts";

afterEach(() => vi.unstubAllGlobals());

/** Answers every call the same, and keeps what was asked. */
function answering(status: number, body: object) {
  const fetch = vi.fn(async (_url: string, _init: RequestInit) => Response.json(body, { status }));
  vi.stubGlobal("fetch", fetch);
  return fetch;
}

test("a token arrives as it was, and in no address", async () => {
  const fetch = answering(200, { status: "signed_in" });
  const proof = { token: "a+b/c=&d#e", password: "secret" };
  await verifyAddress(proof);
  expect(fetch.mock.calls[0]?.[0]).toBe("/api/auth/verify-email");
  expect(fetch.mock.calls[0]?.[1]?.body).toBe(JSON.stringify(proof));
});

test.each(["signed_in", "already_verified"])("says that a link ended as %s", async (status) => {
  answering(200, { status });
  expect(await verifyAddress({ token: "t", password: "secret" })).toBe(status);
});

test("sends what was typed, as JSON, and nothing else", async () => {
  const fetch = answering(200, { status: "signed_in" });
  const typed = { email: "ana@example.com", password: "secret", name: "not asked for" };
  await signIn(typed);
  expect(fetch.mock.calls[0]?.[1]?.body).toBe('{"email":"ana@example.com","password":"secret"}');
});

test.each(["signed_in", "second_factor_required"])("says that a sign-in ended as %s", async (status) => {
  answering(200, { status });
  expect(await signIn({ email: "ana@example.com", password: "secret" })).toBe(status);
});

test("a code goes to the sign-in that waits for it", async () => {
  const fetch = answering(200, { status: "signed_in" });
  await giveSecondFactor({ code: "123456" });
  expect(fetch.mock.calls[0]?.[0]).toBe("/api/auth/sign-in/second-factor");
  expect(fetch.mock.calls[0]?.[1]?.body).toBe('{"code":"123456"}');
});

test("a refusal carries its code", async () => {
  answering(401, { code: "identity.wrong_credentials" });
  await expect(signIn({ email: "ana@example.com", password: "x" })).rejects.toMatchObject({
    code: "identity.wrong_credentials",
    status: 401,
  });
});

test("a sign-out that did not happen is no success", async () => {
  answering(503, { code: "identity.unavailable" });
  await expect(signOut()).rejects.toMatchObject({ status: 503 });
});

test("an answer that says nothing known confirms nobody", async () => {
  answering(200, { status: "something_new" });
  await expect(verifyAddress({ token: "t", password: "secret" })).rejects.toMatchObject({ kind: "unavailable" });
});
