import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MediaError } from "../errors.ts";
import { assertObjectKey, maxKeyBytes, objectKey } from "./object-key.ts";

const tenant = "0190f3a2-7c4e-7000-8000-000000000001";
/** Mostly dangerous pieces, in any order. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "..",
        ".",
        "/",
        "\\",
        "%2e",
        "%2f",
        "%",
        "\u0000",
        "\n",
        " ",
        "．．",
        "／",
        "‥",
        "\u202e",
        "~",
        "?",
        "#",
      ),
      fc.string({ unit: "binary", maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));
const names = fc.oneof(hostile, fc.string({ unit: "grapheme" }), fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,20}\.png$/));

describe("objectKey", () => {
  it("I-22: keeps every accepted name below the tenant's prefix, also after a URL parser and Unicode normalisation", () => {
    fc.assert(
      fc.property(names, (name) => {
        const key = accepted(name);
        if (key === undefined) return;
        for (const form of [key, key.normalize("NFKC"), decodeURIComponent(key)]) {
          const { pathname } = new URL(form, "https://media.example.com/");
          expect(pathname.startsWith(`/t/${tenant}/`)).toBe(true);
          expect(pathname.length).toBeGreaterThan(`/t/${tenant}/`.length);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("refuses what it refuses with media.invalid_key and nothing else", () => {
    fc.assert(
      fc.property(names, names, (tenantId, name) => {
        try {
          objectKey({ tenantId }, name);
        } catch (error) {
          expect(error).toBeInstanceOf(MediaError);
          expect(error).toMatchObject({ code: "media.invalid_key", kind: "invalid" });
        }
      }),
    );
  });

  it("makes keys that assertObjectKey lets through", () => {
    fc.assert(
      fc.property(names, (name) => {
        const key = accepted(name);
        if (key !== undefined) expect(() => assertObjectKey(key)).not.toThrow();
      }),
    );
  });

  it("I-21: never makes one key for two tenants", () => {
    const ids = fc.stringMatching(/^[a-z0-9-]{1,12}$/);
    fc.assert(
      fc.property(ids, ids, names, names, (one, other, name, otherName) => {
        fc.pre(one !== other);
        const key = accepted(name, one);
        if (key !== undefined) expect(key).not.toBe(accepted(otherName, other));
      }),
    );
  });

  it.each([
    ["nothing", ""],
    ["an absolute name", "/etc/passwd"],
    ["a drive", "C:/secrets.txt"],
    ["a climb", "../other/secret.png"],
    ["a climb in the middle", "a/../../b.png"],
    ["an encoded climb", "%2e%2e/b.png"],
    ["a backslash", "a\\..\\b.png"],
    ["a full-width climb", "．．／b.png"],
    ["an empty part", "a//b.png"],
    ["a folder without a name", "avatars/"],
    ["a NUL", "a\u0000.png"],
    ["a line break", "a\r\nb.png"],
    ["a right-to-left override", "gnp.\u202eexe"],
    ["half a surrogate pair", "\ud800.png"],
    ["a trailing dot", "a.png."],
    ["a trailing space", "a.png "],
    ["a query", "a.png?x=1"],
    ["a letter that a vendor would replace", "Überschrift.pdf"],
    ["a hidden file", ".htaccess"],
    ["two dots in a row", "a..png"],
    ["a name that is too long", "a".repeat(maxKeyBytes)],
  ])("refuses %s", (_what, name) => {
    expect(() => objectKey({ tenantId: tenant }, name)).toThrow(expect.objectContaining({ code: "media.invalid_key" }));
  });

  it.each(["", "a/b", "..", "t 1", "a".repeat(65)])("refuses %j as a tenant id", (tenantId) => {
    expect(() => objectKey({ tenantId }, "a.png")).toThrow(expect.objectContaining({ code: "media.invalid_key" }));
  });

  it.each(["a.png", "avatars/me.png", "avatar/0190f3a2/Report-2.final.pdf", "a_b"])("accepts %s", (name) => {
    expect(objectKey({ tenantId: tenant }, name)).toBe(`t/${tenant}/${name}`);
    expect(objectKey({ personId: tenant }, name)).toBe(`p/${tenant}/${name}`);
  });

  it("allows a key of exactly the longest length", () => {
    const name = "a".repeat(maxKeyBytes - `t/${tenant}/`.length);
    expect(objectKey({ tenantId: tenant }, name)).toHaveLength(maxKeyBytes);
    expect(() => objectKey({ tenantId: tenant }, `${name}a`)).toThrow(MediaError);
  });
});

function accepted(name: string, tenantId = tenant): string | undefined {
  try {
    return objectKey({ tenantId }, name);
  } catch {
    return undefined;
  }
}
