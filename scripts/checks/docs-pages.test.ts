import { describe, expect, it } from "vitest";
import { renderPermissions } from "./permissions-page.ts";
import { eventsOf, needsOf, renderBoundaries } from "./boundaries-page.ts";
import { checkPages, withFrontMatter } from "./docs-pages.ts";
import { read } from "./repository.ts";

describe("the docs folder", () => {
  it("has no page with a fault", async () => {
    expect(await checkPages()).toBeGreaterThan(0);
  }, 60_000);
});

describe("front matter for a page that has none", () => {
  it("is its first heading and its first sentence", () => {
    expect(withFrontMatter("# Add a `route`\n\nA route [answers](x.md). It does more.\n")).toBe(
      '---\ntitle: "Add a route"\ndescription: "A route answers."\n---\n\n# Add a `route`\n\nA route [answers](x.md). It does more.\n',
    );
  });

  it("is left alone where somebody wrote it", () => {
    const text = "---\ntitle: A\ndescription: B\n---\n\n# A\n";
    expect(withFrontMatter(text)).toBe(text);
  });
});

describe("docs/reference/permissions.md", () => {
  it("I-66: is what the routes and roles say: `npm run gen:permissions` writes it", () => {
    expect(read("docs/reference/permissions.md")).toBe(
      renderPermissions(JSON.parse(read("docs/reference/openapi.json"))),
    );
  });
});

describe("docs/reference/boundaries.md", () => {
  it("is what the code says: `npm run gen:boundaries` writes it", async () => {
    expect(read("docs/reference/boundaries.md")).toBe(await renderBoundaries());
  });

  it("names each need with the first sentence above it", () => {
    const text =
      "/** Not this. */\nexport interface XNeeds {\n  /** Asks. Then waits. */\n  readonly ask: () => void;\n  readonly now: () => {\n    readonly inner: string;\n  };\n  /**\n   * Of two\n   * lines.\n   */\n  readonly last?: string;\n}\n";
    expect(needsOf(text)).toEqual([
      { name: "ask", text: "Asks." },
      { name: "now", text: "" },
      { name: "last", text: "Of two lines." },
    ]);
  });

  it("names each event once", () => {
    expect(eventsOf('{ "a.b_happened": x, "a.c_happened": y } // "a.b_happened", "other.d_happened"', "a")).toEqual([
      "a.b_happened",
      "a.c_happened",
    ]);
  });
});
