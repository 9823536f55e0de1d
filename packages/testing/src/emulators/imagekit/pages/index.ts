import { Hono } from "hono";
import { html } from "hono/html";
import { ago, when } from "../../resend/pages/words.ts";
import type { StoredFile } from "../state.ts";
import { type Html, layout, PAGE_HEADERS } from "./layout.ts";

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
  const find = (id: string) => files().find(({ fileId }) => fileId === id);
  return new Hono()
    .get("/", (c) => c.redirect("/library"))
    .get("/library", () => send(listPage(files(), now(), productUrl)))
    .get("/library/:id", (c) => {
      const file = find(c.req.param("id"));
      return file === undefined ? send(gone(), 404) : send(filePage(file));
    })
    .get("/library/:id/picture", (c) => {
      const file = find(c.req.param("id"));
      const bytes = file?.fileType === "image" ? bytesOf(file) : undefined;
      if (file === undefined || bytes === undefined) return c.body(null, 404);
      return c.body(bytes, 200, { ...PAGE_HEADERS, "content-type": file.mime });
    });
}

function listPage(files: readonly StoredFile[], now: Date, productUrl: string | undefined): Html {
  const content = html`
    <div class="head">
      <h1>All files</h1>
      <p class="lead">Every file that people put into the product while it runs on this machine, private ones too.</p>
    </div>
    ${files.length === 0 ? empty(productUrl) : cards(files.slice(0, SHOWN), now)}
  `;
  return layout("Local media library", content, { refreshes: true });
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

function filePage(file: StoredFile): Html {
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
  return layout(`${file.name}: local media library`, content);
}

function picture(file: StoredFile): Html {
  if (file.fileType !== "image") return html`${file.mime}`;
  return html`<img src="/library/${file.fileId}/picture" alt="" loading="lazy" />`;
}

function empty(productUrl: string | undefined): Html {
  return html`<div class="panel empty">
    <h2>No files yet</h2>
    <p>Put a picture on your account in the product and it appears here by itself.</p>
    ${productUrl === undefined ? "" : html`<a class="button first" href="${productUrl}/account">Open your account</a>`}
  </div>`;
}

function gone(): Html {
  return layout(
    "No such file: local media library",
    html`<div class="head"><h1>No such file</h1></div>
      <div class="panel empty">
        <p>It was removed since, or the address is cut short.</p>
        <a class="button" href="/library">Show all files</a>
      </div>`,
  );
}

const folderOf = ({ filePath }: StoredFile) => filePath.slice(0, filePath.lastIndexOf("/") + 1);

function sizeOf({ size }: StoredFile): string {
  if (size < 1024) return `${size} B`;
  return size < 1024 ** 2 ? `${Math.round(size / 1024)} kB` : `${(size / 1024 ** 2).toFixed(1)} MB`;
}

async function send(page: Html, status = 200): Promise<Response> {
  const headers = { "content-type": "text/html; charset=utf-8", ...PAGE_HEADERS };
  return new Response(String(await page), { status, headers });
}
