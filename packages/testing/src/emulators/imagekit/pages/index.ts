import { Hono } from "hono";
import { html } from "hono/html";
import { ago, when } from "../../pages/words.ts";
import type { StoredFile } from "../state.ts";
import { emptyPanel, notice } from "../../pages/parts.ts";
import { type Html, type Page, pageShell } from "../../pages/shell.ts";
import { SHELL } from "./layout.ts";

const SHOWN = 200;

export interface LibraryOptions {
  /** Newest first. */
  readonly files: () => readonly StoredFile[];
  readonly bytesOf: (file: StoredFile) => Uint8Array<ArrayBuffer> | undefined;
  readonly now: () => Date;
  readonly productUrl: string | undefined;
}

/** What a person sees of the files that are stored. Private ones too: the page is for whoever runs the machine. */
export function libraryPages({ files, bytesOf, now, productUrl }: LibraryOptions): Hono {
  const { send, headers } = pageShell({ ...SHELL, productUrl });
  const find = (id: string) => files().find(({ fileId }) => fileId === id);
  const version = () => `${files().length} ${files()[0]?.versionId ?? ""}`;
  return new Hono()
    .get("/", (c) => c.redirect("/library"))
    .get("/library", () => send({ ...listPage(files(), now(), productUrl), version: version() }))
    .get("/library/version", (c) => c.text(version()))
    .get("/library/:id", (c) => {
      const file = find(c.req.param("id"));
      return file === undefined ? send(GONE, 404) : send(filePage(file));
    })
    .get("/library/:id/picture", (c) => {
      const file = find(c.req.param("id"));
      const bytes = file?.fileType === "image" ? bytesOf(file) : undefined;
      if (file === undefined || bytes === undefined) return c.body(null, 404);
      return c.body(bytes, 200, { ...headers, "content-type": file.mime });
    });
}

function listPage(files: readonly StoredFile[], now: Date, productUrl: string | undefined): Page {
  const content = html`
    <div class="head">
      <h1>All files</h1>
      <p class="lead">Every file that people put into the product while it runs on this machine, private ones too.</p>
    </div>
    ${files.length === 0 ? empty(productUrl) : cards(files.slice(0, SHOWN), now)}
  `;
  return { title: "All files", content };
}

function cards(files: readonly StoredFile[], now: Date): Html {
  return html`<ul class="files">
    ${files.map(
      (file) =>
        html`<li>
          <a class="file" href="/library/${file.fileId}">
            <span class="thumb">${picture(file)}</span>
            <span class="about">
              <span class="cut subject">${file.name}</span>
              <span class="cut faint">${folderOf(file)}</span>
              <span class="soft">
                ${sizeOf(file)}, <time datetime="${file.createdAt}">${ago(new Date(file.createdAt), now)}</time>
              </span>
            </span>
          </a>
        </li>`,
    )}
  </ul>`;
}

function filePage(file: StoredFile): Page {
  const content = html`
    <div class="head">
      <p class="back"><a href="/library">All files</a></p>
      <h1>${file.name}</h1>
    </div>
    ${file.fileType === "image" ? html`<div class="preview">${picture(file)}</div>` : ""}
    <dl class="facts wide panel">
      ${Object.entries({
        Path: file.filePath,
        Type: file.mime,
        Size: sizeOf(file),
        ...(file.width !== null && file.height !== null && { Pixels: `${file.width} × ${file.height}` }),
        Access: file.isPrivateFile ? "private: opens with a signed address only" : "public",
        Stored: when(new Date(file.createdAt)),
        "File id": file.fileId,
      }).map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
  `;
  return { title: file.name, content };
}

function picture(file: StoredFile): Html {
  if (file.fileType !== "image") return html`${file.mime}`;
  return html`<img src="/library/${file.fileId}/picture" alt="" loading="lazy" />`;
}

function empty(productUrl: string | undefined): Html {
  return emptyPanel(
    "No files yet",
    "Put a picture on your account in the product and it appears here by itself.",
    productUrl === undefined ? undefined : { href: `${productUrl}/account`, text: "Open your account" },
  );
}

const GONE = notice("No such file", "It was removed since, or the address is cut short.", {
  href: "/library",
  text: "Show all files",
});

const folderOf = ({ filePath }: StoredFile) => filePath.slice(0, filePath.lastIndexOf("/") + 1);

function sizeOf({ size }: StoredFile): string {
  if (size < 1024) return `${size} B`;
  return size < 1024 ** 2 ? `${Math.round(size / 1024)} kB` : `${(size / 1024 ** 2).toFixed(1)} MB`;
}
