import { expect, it } from "vitest";
import { newPerson } from "./person.ts";

it("makes people who never collide", () => {
  const people = Array.from({ length: 200 }, newPerson);

  expect(new Set(people.map((person) => person.name)).size).toBe(200);
  expect(new Set(people.map((person) => person.email)).size).toBe(200);
  expect(new Set(people.map((person) => person.password)).size).toBe(200);
});

it("gives everyone an address that can never reach a real mailbox", () => {
  expect(newPerson().email).toMatch(/^[^@\s]+@inbox\.example$/);
});

it("gives everyone a password that is long enough for the strictest of our rules", () => {
  expect(newPerson().password.length).toBeGreaterThanOrEqual(16);
});
