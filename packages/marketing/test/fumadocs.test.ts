import { afterEach, describe, expect, it } from "vitest";
import { fumadocsContent } from "@ninefold/marketing/fumadocs";
import { sampleNow } from "./conformance.ts";
import { type SampleFolder, writeFolder } from "./sample-folder.ts";

const GOOD =
  "---\ntitle: Good\ndescription: A page\n---\n\n# Good\n\nText.\n\n## Usage\n\nMore.\n\n## Usage\n\nEven more.\n";

let sample: SampleFolder | undefined;
afterEach(() => sample?.remove());

function read(files: Readonly<Record<string, string>>, repositoryUrl?: string) {
  sample = writeFolder({ "good.md": GOOD, ...files });
  const source = fumadocsContent({
    folder: sample.folder,
    now: () => sampleNow,
    ...(repositoryUrl !== undefined && { repositoryUrl }),
  });
  return source;
}

async function faultsOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const failed: unknown = await read(files)
    .list({ collection: "docs" })
    .catch((error: unknown) => error);
  expect(failed).toMatchObject({ code: "marketing.invalid_page" });
  return failed instanceof Error ? failed.message.split("\n") : [];
}

const page = (text: string, fields = "title: Page\ndescription: A page") => `---\n${fields}\n---\n\n${text}\n`;
const html = async (text: string, repositoryUrl?: string) =>
  (await read({ "page.md": page(text) }, repositoryUrl).find({ collection: "docs", slug: "page" }))?.html;

describe("a page with a fault stops the build with one line that names file and field:", () => {
  it.each([
    ["no front matter", "# Page", "docs/page.md: front matter: missing: begin with ---, title, description, ---"],
    ["no title", page("", "description: A page"), "docs/page.md: title: missing, must be text"],
    ["an empty title", page("", 'title: ""\ndescription: A page'), "docs/page.md: title: must not be empty"],
    ["a number as title", page("", "title: 1\ndescription: A page"), "docs/page.md: title: must be text"],
    [
      "a title of 400 characters",
      page("", `title: ${"x".repeat(400)}\ndescription: A page`),
      "docs/page.md: title: must be at most 80 characters",
    ],
    ["no description", page("", "title: Page"), "docs/page.md: description: missing, must be text"],
    [
      "a misspelt field",
      page("", "title: Page\ndescription: A page\ndrafft: true"),
      "docs/page.md: drafft: there is no such field",
    ],
    [
      "a day that is none",
      page("", "title: Page\ndescription: A page\ndate: 2026-02-30"),
      "docs/page.md: date: must be a day: 2026-11-21",
    ],
    [
      "a draft that is not a yes or a no",
      page("", 'title: Page\ndescription: A page\ndraft: "soon"'),
      "docs/page.md: draft: must be true or false",
    ],
    [
      "another title than its first heading",
      page("# Other"),
      'docs/page.md: title: must be the first heading, "Other", and is "Page"',
    ],
    [
      "two headings of level 1",
      page("# Page\n\n# Again"),
      'docs/page.md: text: "Again" is a second heading of level 1',
    ],
    ["a skipped level", page("### Deep"), 'docs/page.md: text: "Deep" is of level 3 right below one of level 1'],
    ["a link to nowhere", page("[gone](gone.md)"), "docs/page.md: link: gone.md leads nowhere"],
    [
      "a link out of the repository",
      page("[up](../../../../etc/passwd)"),
      "docs/page.md: link: ../../../../etc/passwd leads nowhere",
    ],
    [
      "a link to a heading that is not there",
      page("[there](good.md#gone)"),
      "docs/page.md: link: good.md#gone names a place that the page does not have",
    ],
    [
      "a link to a heading of its own that is not there",
      page("[here](#gone)"),
      "docs/page.md: link: #gone names a place that the page does not have",
    ],
    [
      "a link that is a script",
      page("[run](javascript:sink())"),
      "docs/page.md: link: javascript:sink() is no web address",
    ],
  ])("%s", async (_name, text, line) => {
    expect(await faultsOf({ "page.md": text })).toEqual([line]);
  });

  it("a link to a draft, and to a page before its day", async () => {
    const hidden = "title: Hidden\ndescription: Not yet";
    expect(
      await faultsOf({
        "page.md": page("[a](a.md) [b](b.md)"),
        "a.md": page("", `${hidden}\ndraft: true`),
        "b.md": page("", `${hidden}\ndate: 2026-09-01`),
      }),
    ).toEqual([
      "docs/page.md: link: a.md leads to a page that is not public",
      "docs/page.md: link: b.md leads to a page that is not public",
    ]);
  });

  it("a post without a day or an author", async () => {
    expect(await faultsOf({ "blog/post.md": page("") })).toEqual([
      "docs/blog/post.md: date: missing, must be a day: 2026-11-21",
      "docs/blog/post.md: author: missing, must be text",
    ]);
  });

  it("front matter that can not be read", async () => {
    const [line = "", ...others] = await faultsOf({ "page.md": page("", "title: [") });
    expect(line).toMatch(/^docs\/page[.]md: front matter: /);
    expect(others).toEqual([]);
  });

  it("an order that can not be read", async () => {
    expect(await faultsOf({ "meta.json": '{"pages": "all"}' })).toEqual([
      "docs/meta.json: pages: must be a list of names",
    ]);
  });

  it("several at once, a line each", async () => {
    expect(await faultsOf({ "a.md": page("[x](x.md)"), "b.md": page("[y](y.md)") })).toHaveLength(2);
  });
});

describe("addresses", () => {
  it("two files at one address are refused by name", async () => {
    const source = read({ "guides.md": page(""), "guides/README.md": page("") });
    await expect(source.list({ collection: "docs" })).rejects.toMatchObject({
      code: "marketing.duplicate_slug",
      message: expect.stringContaining("docs/guides"),
    });
  });

  it("a file whose name is no slug is refused by name", async () => {
    await expect(read({ "Über uns.md": page("") }).list({ collection: "docs" })).rejects.toMatchObject({
      code: "marketing.invalid_slug",
      message: expect.stringContaining("docs/Über uns.md"),
    });
  });

  it("a folder that is not there is unavailable, not empty", async () => {
    await expect(fumadocsContent({ folder: "/no/such/docs" }).list({ collection: "docs" })).rejects.toMatchObject({
      code: "marketing.unavailable",
    });
  });
});

describe("the HTML of a page", () => {
  it("links to the first page of a folder, and to the second of two headings with one name", async () => {
    expect(await html("[one](good.md) [two](good.md#usage-1)")).toBe(
      '<p><a href="/docs/good">one</a> <a href="/docs/good#usage-1">two</a></p>',
    );
  });

  it("names a file of the repository without a link, unless somebody can see it there", async () => {
    const text = "[code](../package.json)";
    sample = writeFolder({ "page.md": page(text), "../package.json": "{}" });
    const { folder } = sample;
    const find = async (repositoryUrl?: string) =>
      (
        await fumadocsContent({ folder, ...(repositoryUrl !== undefined && { repositoryUrl }) }).find({
          collection: "docs",
          slug: "page",
        })
      )?.html;
    expect(await find()).toBe("<p><span>code</span></p>");
    expect(await find("https://example.com/blob/main")).toBe(
      '<p><a href="https://example.com/blob/main/package.json">code</a></p>',
    );
  });

  it("has code highlighted for both themes, in a language that nobody knows as plain text", async () => {
    const found = await html("```ts\nconst a = 1;\n```\n\n```made-up\nb\n```");
    expect(found).toMatch(/--shiki-light:#[0-9A-F]+;--shiki-dark:#[0-9A-F]+/i);
    expect(found).toContain('<div class="code-frame">');
    expect(found).toContain("b");
  });

  it("lets a wide table scroll by keyboard", async () => {
    expect(await html("| a |\n|---|\n| [b](good.md) |")).toMatch(
      /<div tabindex="0" role="group" aria-label="Table" class="table-frame"><table>[^]*href="\/docs\/good"/,
    );
  });

  it.each(["<img src=x onerror=sink()>", "<a href='javascript:sink()'>x</a>", "<iframe src=//evil></iframe>"])(
    "shows %s as text",
    async (raw) => {
      expect(await html(`Before ${raw} after`)).not.toMatch(/<(img|iframe)|<a href='javascript/);
    },
  );
});
