import { describe, expect, it } from "vitest";
import { commonPasswords } from "./adapters/common-passwords/index.ts";
import { isListed, pwnedPasswords } from "./adapters/pwned-passwords/index.ts";
import { createPasswordRules } from "./passwords.ts";

const product = ["Ninefold"];
const offline = commonPasswords();

describe("common passwords", () => {
  it.each([
    "1qaz2wsx3edc",
    "qwerty123456",
    "Password1234",
    "!!football2026!!",
    "passwordpassword",
    "aaaaaaaaaaaaaaaa",
    "abc123abc123",
    "QWERTYqwerty",
  ])("are known without asking anybody: %s", async (password) => {
    expect(await offline.isBreached(password)).toBe(true);
  });

  it.each(["correct horse battery", "a long password of mine", "пароль подлиннее", "tr0ub4dor&3xyz", "1f7c9e2b4a60"])(
    "are not what %s is",
    async (password) => {
      expect(await offline.isBreached(password)).toBe(false);
    },
  );
});

describe("the range API", () => {
  // SHA-1 of "correct horse battery": the suffix is looked for in what is answered to the prefix.
  it("is sent five digits of a hash and nothing else, and answers what is padded as unknown", async () => {
    const asked: { readonly url: string; readonly padding: string | null }[] = [];
    const answers = ["", "", ""];
    const send = (async (url: string, init: RequestInit) => {
      asked.push({ url, padding: new Headers(init.headers).get("add-padding") });
      return new Response(answers.shift() ?? "");
    }) as typeof fetch;
    const online = pwnedPasswords({ baseUrl: "https://range.example", fetch: send });
    expect(await online.isBreached("correct horse battery")).toBe(false);
    expect(asked[0]?.url).toMatch(/^https:\/\/range\.example\/range\/[0-9A-F]{5}$/);
    expect(asked[0]?.padding).toBe("true");
  });

  it("lists a password by the rest of its hash, and padding by the count 0", () => {
    const answer = "0018A45C4D1DEF81644B54AB7F969B88D65:12\r\n00D4F6E8FA6EECAD2A3AA415EEC418D38EC:0\r\n";
    expect(isListed(answer, "0018A45C4D1DEF81644B54AB7F969B88D65")).toBe(true);
    expect(isListed(answer, "00D4F6E8FA6EECAD2A3AA415EEC418D38EC")).toBe(false);
    expect(isListed(answer, "0018A45C")).toBe(false);
  });
});

describe("rules for passwords", () => {
  const known = { isBreached: async (password: string) => password === "leaked but not common" };

  it("ask the service beside the list, and refuse what either knows", async () => {
    const rules = createPasswordRules({ offline, online: known, product });
    expect(await rules.findFault("leaked but not common", {})).toBe("identity.password_breached");
    expect(await rules.findFault("qwerty123456", {})).toBe("identity.password_breached");
    expect(await rules.findFault("neither of the two", {})).toBeUndefined();
  });

  it("take a password when the service is away, say so, and still know the list", async () => {
    const unasked: unknown[] = [];
    const away = pwnedPasswords({ baseUrl: "http://127.0.0.1:1", timeoutMs: 200 });
    const rules = createPasswordRules({ offline, online: away, product, onUnasked: (error) => unasked.push(error) });
    expect(await rules.findFault("neither of the two", {})).toBeUndefined();
    expect(unasked).toMatchObject([{ code: "identity.unavailable" }]);
    expect(await rules.findFault("qwerty123456", {})).toBe("identity.password_breached");
  });

  it("refuse one's own name, address and the product's name", async () => {
    const rules = createPasswordRules({ offline, product });
    const ana = { name: "Ana Example", email: "ana@inbox.example" };
    for (const password of ["ana@inbox.example", "AnaExample123", "ninefold2026!"]) {
      expect(await rules.findFault(password, ana)).toBe("identity.password_guessable");
    }
    expect(await rules.findFault("Ana has a long password", ana)).toBeUndefined();
  });
});
