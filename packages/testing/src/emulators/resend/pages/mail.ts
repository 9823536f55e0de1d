import { html } from "hono/html";
import type { Mail } from "../mail.ts";
import type { Html, Page } from "../../pages/shell.ts";
import { frameSource } from "./frame-source.ts";
import { when } from "../../pages/words.ts";
import { chip } from "./words.ts";

export const VIEWS = ["preview", "text", "links", "headers"] as const;
export type View = (typeof VIEWS)[number];

const TITLES: Readonly<Record<View, string>> = {
  preview: "Preview",
  text: "Plain text",
  links: "Links",
  headers: "Headers",
};

export function mailPage(mail: Mail, view: View): Page {
  const tabs = VIEWS.map((one) => {
    const number = one === "links" ? ` (${mail.links.length})` : "";
    const current = one === view ? html` aria-current="page"` : "";
    return html`<a href="/inbox/${mail.id}?view=${one}" ${current}>${TITLES[one]}${number}</a>`;
  });
  const content = html`
    <div class="head">
      <p class="back"><a href="/inbox">All mail</a></p>
      <h1>${mail.subject}</h1>
      <dl class="facts">
        <dt>From</dt>
        <dd>${mail.from}</dd>
        <dt>To</dt>
        <dd>${mail.to.join(", ")}</dd>
        ${
          mail.cc.length === 0
            ? ""
            : html`<dt>Copy</dt>
                <dd>${mail.cc.join(", ")}</dd>`
        }
        ${
          mail.bcc.length === 0
            ? ""
            : html`<dt>Blind copy</dt>
                <dd>${mail.bcc.join(", ")}</dd>`
        }
        <dt>Sent</dt>
        <dd>${when(mail.createdAt)} ${chip(mail)}</dd>
      </dl>
    </div>
    <nav class="views" aria-label="Parts of the mail">${tabs}</nav>
    ${SECTIONS[view](mail)}
  `;
  return { title: mail.subject, content };
}

const SECTIONS: Readonly<Record<View, (mail: Mail) => Html>> = {
  preview: ({ html: source, subject }) =>
    source === undefined
      ? nothing("This mail has no HTML", "Its plain text is under “Plain text”.")
      : html`<iframe
          title="Preview of “${subject}”"
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          srcdoc="${frameSource(source)}"
        ></iframe>`,
  text: ({ text }) =>
    text === undefined
      ? nothing("This mail has no plain text", "Some people and most spam filters read that part only: send it too.")
      : html`<pre class="panel" tabindex="0">${text}</pre>`,
  links: ({ links }) =>
    links.length === 0
      ? nothing("No links", "Nothing in this mail can be opened.")
      : html`<ul class="panel links">
          ${links.map((url) => html`<li><a href="${url}" target="_blank" rel="noopener noreferrer">${url}</a></li>`)}
        </ul>`,
  headers: (mail) =>
    html`<dl class="panel facts wide">
      ${factsOf(mail).map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>`,
};

function nothing(title: string, words: string): Html {
  return html`<div class="panel empty">
    <h2>${title}</h2>
    <p>${words}</p>
  </div>`;
}

/** Its own headers, and what the vendor was told beside them. */
function factsOf(mail: Mail): readonly (readonly [name: string, value: string])[] {
  return [
    ...mail.replyTo.map((one) => ["Reply-To", one] as const),
    ...Object.entries(mail.headers),
    ...Object.entries(mail.tags).map(([name, value]) => [`tag ${name}`, value] as const),
    ...mail.attachments.map(({ filename, contentType }) => ["attachment", `${filename} ${contentType ?? ""}`] as const),
    ["Idempotency-Key", mail.idempotencyKey ?? "none"],
    ["id", mail.id],
    ["last event", mail.lastEvent],
  ];
}
