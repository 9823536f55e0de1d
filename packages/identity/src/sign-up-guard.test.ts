import { describe, expect, it } from "vitest";
import { disposableAddresses } from "./adapters/disposable-addresses/index.ts";
import { memorySignUpCounts } from "./adapters/memory/sign-up-counts.ts";
import type { HumanCheck } from "./port-sign-ups.ts";
import { createSignUpGuard, type SignUpRules } from "./sign-up-guard.ts";

const NOON = new Date("2026-11-22T12:00:00Z");
const guardOf = (rules: SignUpRules) =>
  createSignUpGuard({ rules, counts: memorySignUpCounts(() => NOON), secret: "a secret of the tests" });
const somebody = (more: object = {}) => ({
  email: "ana@inbox.ninefold.dev",
  headers: new Headers({ "x-forwarded-for": "203.0.113.7" }),
  isInvited: async () => false,
  ...more,
});
const human = (isHuman: HumanCheck["isHuman"]): HumanCheck => ({ widget: { siteKey: "k", scriptUrl: "u" }, isHuman });

describe("a sign-up", () => {
  it("is free where no rule is set", async () => {
    expect(await guardOf({}).findFault(somebody())).toBeUndefined();
    expect(await guardOf({}).findFault(somebody({ headers: new Headers() }))).toBeUndefined();
  });

  it("is closed by operators, save to whoever is invited", async () => {
    const guard = guardOf({ isClosed: async () => true });
    expect(await guard.findFault(somebody())).toEqual({ code: "identity.sign_ups_closed" });
    expect(await guard.findFault(somebody({ isInvited: async () => true }))).toBeUndefined();
  });

  it("wants a token of a person, and hands on what the page gave", async () => {
    const asked: string[] = [];
    const guard = guardOf({
      human: human(async (token, action) => {
        asked.push(`${action} ${token}`);
        return token === "good";
      }),
    });
    expect(await guard.findFault(somebody({ humanToken: "good" }))).toBeUndefined();
    for (const humanToken of ["bad", undefined]) {
      expect(await guard.findFault(somebody({ humanToken }))).toEqual({ code: "identity.human_check_failed" });
    }
    expect(asked).toEqual(["sign_up good", "sign_up bad", "sign_up "]);
  });

  it("goes on when nobody can be asked, for a tenth as many of a network, and says so", async () => {
    const errors: unknown[] = [];
    const away = new Error("away");
    const guard = guardOf({ human: human(() => Promise.reject(away)), onUnasked: (error) => errors.push(error) });
    const faults = [];
    for (let times = 0; times < 11; times += 1) faults.push(await guard.findFault(somebody()));
    expect(faults.slice(0, 10)).toEqual(Array.from({ length: 10 }));
    expect(faults[10]).toEqual({ code: "identity.too_many_sign_ups", retryAfterSeconds: 3_600 });
    expect(errors).toHaveLength(11);
    expect(errors[0]).toBe(away);
  });

  it("that was refused takes no place of the network", async () => {
    const guard = guardOf({
      factor: 0.01,
      disposable: disposableAddresses(),
      human: human(async (token) => token === "good"),
    });
    for (let times = 0; times < 5; times += 1) {
      const fault = await guard.findFault(somebody({ email: "x@mailinator.com", humanToken: "good" }));
      expect(fault).toEqual({ code: "identity.disposable_address" });
      expect(await guard.findFault(somebody())).toEqual({ code: "identity.human_check_failed" });
    }
    expect(await guard.findFault(somebody({ humanToken: "good" }))).toBeUndefined();
    expect(await guard.findFault(somebody({ humanToken: "good" }))).toMatchObject({
      code: "identity.too_many_sign_ups",
    });
  });
});

describe("an address that is made to be thrown away", () => {
  it("is known by its domain, and by what that is under", async () => {
    const list = disposableAddresses();
    for (const email of ["a@mailinator.com", "a@deep.down.mailinator.com", "a@guerrillamail.com"]) {
      expect(await list.isDisposable(email), email).toBe(true);
    }
    for (const email of ["a@gmail.com", "a@inbox.ninefold.dev", "a@mailinator.com.example.org", "a@a-mailinator.net"]) {
      expect(await list.isDisposable(email), email).toBe(false);
    }
  });

  it("is what we say beside the list, and not what we say is none; the closest name decides", async () => {
    const list = disposableAddresses({ also: ["bin.example"], never: ["mailinator.com", "staff.bin.example"] });
    expect(await list.isDisposable("a@mailinator.com")).toBe(false);
    expect(await list.isDisposable("a@x.bin.example")).toBe(true);
    expect(await list.isDisposable("a@staff.bin.example")).toBe(false);
  });
});
