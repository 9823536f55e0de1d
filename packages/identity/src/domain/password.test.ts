import { describe, expect, it } from "vitest";
import { contextWords, isGuessable } from "./password.ts";

const words = contextWords({
  name: "Ana-María Example",
  email: "ana.example@inbox.ninefold.dev",
  product: ["Ninefold", "app.acme.example"],
});

describe("a password", () => {
  it.each([
    "ana.example@inbox.ninefold.dev",
    "AnaExample2026",
    "example-maría!",
    "ninefold1234",
    "NinefoldNinefold!",
    "acme.example.app1",
  ])("is guessed by whoever knows the person and the product: %s", (password) => {
    expect(isGuessable(password, words)).toBe(true);
  });

  it.each([
    "correct horse battery",
    "banana in an anagram",
    "ninefold is not all of it",
    "пароль подлиннее",
    "############",
  ])("may have such a word in it, where there is enough besides: %s", (password) => {
    expect(isGuessable(password, words)).toBe(false);
  });

  it("is not measured by words of one or two letters, which are in everything", () => {
    expect(contextWords({ name: "Li Wu A", product: [] })).toEqual(["li wu a"]);
  });
});
