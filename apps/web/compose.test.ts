import { describe, expect, test } from "vitest";
import { composeContent } from "./compose.ts";

describe("MARKETING_PROVIDER", () => {
  test("is fumadocs when nobody says otherwise, and reads the docs of this repository", async () => {
    for (const variables of [{}, { MARKETING_PROVIDER: "" }]) {
      const { marketing, addressOf } = await composeContent(variables);
      expect((await marketing.list("docs")).map(addressOf)).toContain("/docs/guides/getting-started");
    }
  }, 60_000);

  test("none has no pages", async () => {
    const { marketing } = await composeContent({ MARKETING_PROVIDER: "none" });
    expect(marketing.capabilities.hasContent).toBe(false);
    expect(await marketing.listAll()).toEqual([]);
  });

  test("that is neither stops the build by name", async () => {
    await expect(composeContent({ MARKETING_PROVIDER: "memory" })).rejects.toThrow("MARKETING_PROVIDER");
  });
});

describe("DOCS_REPOSITORY_URL", () => {
  test("says where a page can be edited; without it nothing does", async () => {
    const none = { MARKETING_PROVIDER: "none" };
    const { sourceUrl } = await composeContent({ ...none, DOCS_REPOSITORY_URL: "https://git.example/blob/main/" });
    expect(sourceUrl("docs/glossary.md")).toBe("https://git.example/blob/main/docs/glossary.md");
    expect((await composeContent(none)).sourceUrl("docs/glossary.md")).toBeUndefined();
  });

  test("has to be a web address", async () => {
    await expect(composeContent({ DOCS_REPOSITORY_URL: "javascript:alert(1)" })).rejects.toThrow("DOCS_REPOSITORY_URL");
  });
});
