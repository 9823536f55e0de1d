import { html } from "hono/html";
import type { Mail } from "../mail.ts";
import { type Html, layout } from "./layout.ts";
import { ago, chip, when } from "./words.ts";

const SHOWN = 200;

export interface ListOptions {
  /** Newest first. */
  readonly mails: readonly Mail[];
  /** What was searched for; empty for everything. */
  readonly to: string;
  readonly version: string;
  readonly now: Date;
  /** Where the product runs, if that is known. */
  readonly productUrl: string | undefined;
}

export function listPage({ mails, to, version, now, productUrl }: ListOptions): Html {
  const title = to === "" ? "All mail" : `Mail to ${to}`;
  const content = html`
    <div class="head">
      <h1>${title}</h1>
      <p class="lead">Every mail that the product sends while it runs on this machine, whoever it is for.</p>
    </div>
    ${mails.length === 0 && to === "" ? "" : search(to, mails.length)}
    ${mails.length === 0 ? empty(to, productUrl) : rows(mails.slice(0, SHOWN), now)}
  `;
  return layout(`${title}: local inbox`, content, version);
}

function search(to: string, found: number): Html {
  return html`<form class="tools" action="/inbox" role="search">
    <div class="field">
      <label for="to">Recipient</label>
      <input id="to" name="to" type="search" value="${to}" autocomplete="off" spellcheck="false" />
    </div>
    <button>Search</button>
    ${to === "" ? "" : html`<a class="button" href="/inbox">Show all</a>`}
    ${found === 0 ? "" : html`<p class="count">${count(found)}</p>`}
  </form>`;
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
    return html`<div class="panel empty">
      <h2>No mail to ${to}</h2>
      <p>A part of the address is enough. New mail appears here by itself.</p>
    </div>`;
  }
  return html`<div class="panel empty">
    <h2>No mail yet</h2>
    <p>Sign up in the product and the mail that confirms the address appears here by itself.</p>
    ${productUrl === undefined ? "" : html`<a class="button first" href="${productUrl}/sign-up">Open sign-up</a>`}
  </div>`;
}

function count(total: number): string {
  const words = total === 1 ? "1 message" : `${total} messages`;
  return total > SHOWN ? `${words}, the newest ${SHOWN} shown` : words;
}
