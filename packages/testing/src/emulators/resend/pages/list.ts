import { html } from "hono/html";
import type { Mail } from "../mail.ts";
import { counted, emptyPanel, searchForm } from "../../pages/parts.ts";
import type { Html, Page } from "../../pages/shell.ts";
import { ago, when } from "../../pages/words.ts";
import { chip } from "./words.ts";

const SHOWN = 200;

export interface ListOptions {
  /** Newest first. */
  readonly mails: readonly Mail[];
  /** What was searched for; empty for everything. */
  readonly to: string;
  readonly now: Date;
  /** Where the product runs, if that is known. */
  readonly productUrl: string | undefined;
}

export function listPage({ mails, to, now, productUrl }: ListOptions): Page {
  const title = to === "" ? "All mail" : `Mail to ${to}`;
  const content = html`
    <div class="head">
      <h1>${title}</h1>
      <p class="lead">Every mail that the product sends while it runs on this machine, whoever it is for.</p>
    </div>
    ${
      mails.length === 0 && to === ""
        ? ""
        : searchForm({
            action: "/inbox",
            field: "to",
            label: "Recipient",
            value: to,
            count: mails.length === 0 ? "" : counted(mails.length, SHOWN, "message", "messages"),
          })
    }
    ${mails.length === 0 ? empty(to, productUrl) : rows(mails.slice(0, SHOWN), now)}
  `;
  return { title, content };
}

function rows(mails: readonly Mail[], now: Date): Html {
  return html`<ul class="list">
    ${mails.map(
      (mail) =>
        html`<li>
          <a class="row" href="/inbox/${mail.id}">
            <span class="cut subject">${mail.subject}</span>
            <time class="time" datetime="${mail.createdAt.toISOString()}" title="${when(mail.createdAt)}"
              >${ago(mail.createdAt, now)}</time
            >
            <span class="cut soft">to ${[...mail.to, ...mail.cc, ...mail.bcc].join(", ")}</span>
            <span>${chip(mail)}</span>
          </a>
        </li>`,
    )}
  </ul>`;
}

function empty(to: string, productUrl: string | undefined): Html {
  if (to !== "") {
    return emptyPanel(`No mail to ${to}`, "A part of the address is enough. New mail appears here by itself.");
  }
  return emptyPanel(
    "No mail yet",
    "Sign up in the product and the mail that confirms the address appears here by itself.",
    productUrl === undefined ? undefined : { href: `${productUrl}/sign-up`, text: "Open sign-up" },
  );
}
