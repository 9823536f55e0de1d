import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { turnstile } from "../src/adapters/turnstile/index.ts";

/**
 * The vendor as its documentation describes it: who has which token, that each is good once, and what it says of a wrong
 * secret. On a real socket, so that what is sent is what would be.
 */
const SECRET = "a secret of the tests";
const tokens = new Map<string, { readonly action: string; readonly hostname: string }>();
const asked: { readonly secret?: string; readonly response?: string }[] = [];
let isAway = false;
let server: Server;
let baseUrl: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (isAway || request.url !== "/turnstile/v0/siteverify") return response.writeHead(isAway ? 503 : 404).end();
      const body = JSON.parse(Buffer.concat(chunks).toString()) as { secret?: string; response?: string };
      asked.push(body);
      const fault = faultIn(body);
      const known = tokens.get(body.response ?? "");
      if (fault === undefined) tokens.delete(body.response ?? "");
      const answer = fault === undefined ? { success: true, ...known } : { success: false, "error-codes": [fault] };
      return response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  baseUrl = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  isAway = false;
  tokens.clear();
});

function faultIn({ secret, response }: { secret?: string; response?: string }): string | undefined {
  if (secret !== SECRET) return "invalid-input-secret";
  if (response === undefined || response === "") return "missing-input-response";
  return tokens.has(response) ? undefined : "timeout-or-duplicate";
}

const check = (more: object = {}) =>
  turnstile({ siteKey: "site", secretKey: SECRET, baseUrl, hostname: "app.example.net", ...more });
const made = (token: string, more: object = {}) =>
  tokens.set(token, { action: "sign_up", hostname: "app.example.net", ...more });
const unavailable = { code: "identity.unavailable", kind: "unavailable" };

describe("Turnstile", () => {
  it("believes a token of our page for this, once", async () => {
    made("good");
    expect(await check().isHuman("good", "sign_up")).toBe(true);
    expect(await check().isHuman("good", "sign_up")).toBe(false);
    expect(asked.at(-1)).toEqual({ secret: SECRET, response: "good" });
  });

  it("believes a token once, also when it is used twice at once", async () => {
    made("twice");
    const both = await Promise.all([check().isHuman("twice", "sign_up"), check().isHuman("twice", "sign_up")]);
    expect(both.toSorted()).toEqual([false, true]);
  });

  it("does not believe one that was made on another site, for another form, or by nobody", async () => {
    made("elsewhere", { hostname: "evil.example.net" });
    made("other form", { action: "sign_in" });
    for (const token of ["elsewhere", "other form", "made up", ""]) {
      expect(await check().isHuman(token, "sign_up"), token).toBe(false);
    }
  });

  it("says that it could not ask when the vendor is away, silent, or does not know our key", async () => {
    made("good");
    await expect(check({ secretKey: "another" }).isHuman("good", "sign_up")).rejects.toMatchObject(unavailable);
    isAway = true;
    await expect(check().isHuman("good", "sign_up")).rejects.toMatchObject(unavailable);
    const nowhere = check({ baseUrl: "http://127.0.0.1:9" });
    await expect(nowhere.isHuman("good", "sign_up")).rejects.toMatchObject(unavailable);
    const html = check({ fetch: async () => new Response("<html>") });
    await expect(html.isHuman("good", "sign_up")).rejects.toMatchObject(unavailable);
  });

  it("shows the page where its widget comes from, and no secret", () => {
    const { widget } = check({ baseUrl: "https://challenges.example.net" });
    expect(widget).toEqual({
      siteKey: "site",
      scriptUrl: "https://challenges.example.net/turnstile/v0/api.js?render=explicit",
    });
  });
});
