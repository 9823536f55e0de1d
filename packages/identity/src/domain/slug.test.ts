import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSlug, slugOf } from "./slug.ts";

describe("slug", () => {
  it("makes a valid slug of any name a person can type", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (name) => {
        const slug = slugOf(name, "x7k2");
        expect(parseSlug(slug)).toBe(slug);
      }),
    );
  });

  it("folds accents and keeps words apart", () => {
    expect(slugOf("Café Société & Fils", "x7k2")).toBe("cafe-societe-fils-x7k2");
  });

  it.each(["", "a", "-a", "a-", "a--b", "Ab", "a b", "ä", "a".repeat(41), "api", "sign-in", "a/b", "a\n"])(
    "refuses %j",
    (value) => {
      expect(() => parseSlug(value)).toThrow(expect.objectContaining({ code: "identity.invalid_slug" }));
    },
  );

  it.each(["login", "account", "invite", "verify", "status", "support", "security", "billing", "ninefold", "null"])(
    "keeps %s for the platform",
    (value) => {
      expect(() => parseSlug(value)).toThrow("This address is reserved.");
    },
  );
});
