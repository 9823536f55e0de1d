import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redact } from "./redact.ts";
import { isSecretName } from "./secrets.ts";

const secret = "Zq8mVt3xKw6h";
const secretName = fc.constantFrom(
  "password",
  "Token",
  "client_secret",
  "API-KEY",
  "Set-Cookie",
  "authorization",
  "x-api-key",
);

describe("redact", () => {
  it("answers plain JSON for anything, and never throws", () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withSet: true,
          withSparseArray: true,
          withTypedArray: true,
          withNullPrototype: true,
          withObjectString: true,
        }),
        (value) => {
          const plain = redact(value);
          expect(JSON.parse(JSON.stringify(plain))).toEqual(plain);
        },
      ),
      { examples: [[[-0]]] },
    );
  });

  it("shows no value under a secret name, at any depth, beside any others", () => {
    const step = fc.oneof(fc.constant("[]"), fc.constantFrom("a", "b", "user", "headers"));
    fc.assert(
      fc.property(
        secretName,
        fc.array(step, { maxLength: 15 }),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (name, path, others) => {
          const value = path.reduceRight<unknown>(
            (inner, key) => (key === "[]" ? [others, inner] : { ...others, [key]: inner }),
            { ...others, [name]: secret },
          );
          expect(JSON.stringify(redact(value))).not.toContain(secret);
        },
      ),
    );
  });

  it("shows no bearer token inside text, whatever stands around it", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.constantFrom("Bearer", "bearer", "BEARER"), (before, after, scheme) => {
        expect(JSON.stringify(redact(`${before} ${scheme} ${secret} ${after}`))).not.toContain(secret);
      }),
    );
  });

  it("cuts out once what is a secret in two ways", () => {
    expect(redact("token=nf_live_0123456789 sent")).toBe("token=[redacted] sent");
    expect(redact('{"password":"[redacted]"}')).toBe('{"password":[redacted]}');
    expect(redact("token=[redacted]hunter2")).not.toContain("hunter2");
  });

  it("is done with a megabyte of the worst text in a moment", () => {
    const started = performance.now();
    for (const text of ["token", "password=", "eyJ", "://a", "Failed query:", "bearer ", "sk_", "a-"]) {
      redact({ text: text.repeat(1024 * 1024), list: Array.from({ length: 100 }, () => text.repeat(10_000)) });
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it("keeps a frame or two of an error, and nothing of its message twice", () => {
    const plain = JSON.stringify(redact(new Error("only once")));
    expect(plain.split("only once")).toHaveLength(2);
    expect(plain).toContain("redact.test.ts");
  });
});

describe("isSecretName", () => {
  it("leaves names alone that only resemble a secret's", () => {
    for (const name of ["author", "keys", "passenger", "requestId", "monkey", "compass", "signature"]) {
      expect(isSecretName(name)).toBe(false);
    }
  });
});
