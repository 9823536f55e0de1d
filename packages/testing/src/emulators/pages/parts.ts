import { html } from "hono/html";
import type { Html, Page } from "./shell.ts";

interface SearchField {
  readonly action: string;
  /** Its name in the query; `q` when absent. */
  readonly field?: string;
  readonly label: string;
  readonly value: string;
  readonly count: string;
}

export function searchForm({ action, field = "q", label, value, count }: SearchField): Html {
  return html`<form class="tools" action="${action}" role="search">
    <div class="field">
      <label for="${field}">${label}</label>
      <input id="${field}" name="${field}" type="search" value="${value}" autocomplete="off" spellcheck="false" />
    </div>
    <button>Search</button>
    ${value === "" ? "" : html`<a class="button" href="${action}">Show all</a>`}
    ${count === "" ? "" : html`<p class="count">${count}</p>`}
  </form>`;
}

export function emptyPanel(
  title: string,
  words: string,
  link?: { readonly href: string; readonly text: string },
): Html {
  return html`<div class="panel empty">
    <h2>${title}</h2>
    <p>${words}</p>
    ${link === undefined ? "" : html`<a class="button first" href="${link.href}">${link.text}</a>`}
  </div>`;
}

/** Names and values, as they came. */
export function factList(facts: readonly (readonly [name: string, value: unknown])[]): Html {
  return html`<dl class="panel facts wide">
    ${facts.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${typeof value === "string" ? value : JSON.stringify(value)}</dd>`,
    )}
  </dl>`;
}

export function counted(total: number, shown: number, one: string, many: string): string {
  const words = total === 1 ? `1 ${one}` : `${total} ${many}`;
  return total > shown ? `${words}, the newest ${shown} shown` : words;
}

/** A page that says one thing. */
export function notice(title: string, words: string, link?: { readonly href: string; readonly text: string }): Page {
  const content = html`<div class="head"><h1>${title}</h1></div>
    <div class="panel empty">
      <p>${words}</p>
      ${link === undefined ? "" : html`<a class="button" href="${link.href}">${link.text}</a>`}
    </div>`;
  return { title, content };
}
