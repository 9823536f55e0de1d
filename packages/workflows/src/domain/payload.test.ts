import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maxPayloadBytes, toPayload } from "./payload.ts";

const refused = expect.objectContaining({ code: "workflows.invalid_payload", kind: "invalid", retryable: false });

/** What `JSON.stringify` drops, changes or throws on, and what Postgres' jsonb does not store. */
const doomed = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    Number.NaN,
    Infinity,
    -Infinity,
    1n,
    Symbol("s"),
    () => 1,
    "a\0b",
    "\ud800",
    "\udc00x",
  ),
  fc.constantFrom<unknown>(new Date(0), new Map(), new Set(), /x/, new Uint8Array(1), Object.create({ inherited: 1 })),
  fc.constantFrom<unknown>(
    Array.from({ length: 2, 0: 1 }) && [, 1], // oxlint-disable-line no-sparse-arrays
    Object.assign([1], { named: 1 }),
    { "a\0": 1 },
    JSON.parse('{"__proto__":1}'),
    { [Symbol("key")]: 1 },
    {
      get computed() {
        return 1;
      },
    },
    Object.defineProperty({}, "hidden", { value: 1 }),
    new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error("trap");
        },
      },
    ),
  ),
);

describe("toPayload", () => {
  it("takes every JSON value and gives it back equal", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "grapheme" }).filter(isOrdinary), (value) => {
        expect(JSON.parse(toPayload(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("refuses what does not survive, at any place", () => {
    fc.assert(
      fc.property(
        doomed,
        fc.array(fc.oneof(fc.nat(3), fc.constantFrom("a", "b", "c")), { maxLength: 6 }),
        (value, path) => {
          expect(() => toPayload(buried(value, path))).toThrow(refused);
        },
      ),
    );
  });

  it("is the same text for the same value, whatever the order of properties", () => {
    const record = fc.dictionary(
      fc.string({ unit: "grapheme" }).filter((key) => key !== "__proto__" && !key.includes("\0")),
      fc.integer(),
    );
    fc.assert(
      fc.property(record, (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed());
        expect(toPayload({ value: turned })).toBe(toPayload({ value }));
      }),
    );
  });

  it("refuses a value that contains itself, and takes one that occurs twice", () => {
    const shared = { a: 1 };
    expect(JSON.parse(toPayload([shared, shared]))).toEqual([shared, shared]);
    const ring: Record<string, unknown> = {};
    ring["ring"] = { ring };
    expect(() => toPayload(ring)).toThrow(refused);
  });

  it("counts bytes and not characters", () => {
    const euros = "€".repeat(Math.floor((maxPayloadBytes - 2) / 3));
    expect(() => toPayload(euros)).not.toThrow();
    expect(() => toPayload(`${euros}€`)).toThrow(refused);
  });

  it("refuses a hundred and one levels instead of overflowing the stack", () => {
    let deep: unknown = 1;
    for (let level = 0; level < 50_000; level++) deep = [deep];
    expect(() => toPayload(deep)).toThrow(refused);
  });

  it("names the place and not the value", () => {
    expect(() => toPayload({ user: { password: "hunter2\0" } })).toThrow(
      expect.objectContaining({ message: expect.stringMatching(/^payload[.]user[.]password (?!.*hunter2)/) }),
    );
  });
});

function isOrdinary(value: unknown): boolean {
  const json = JSON.stringify(value);
  return !/"__proto__"|\\u0000|\\ud[89a-f]/i.test(json);
}

function buried(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduceRight<unknown>(
    (inner, step) => (typeof step === "number" ? [inner, step] : { z: 1, [step]: inner }),
    value,
  );
}
