import { lexer, type MarkedToken, type Token, type Tokens } from "marked";
import Link from "next/link";
import { Fragment, type ReactNode } from "react";

/**
 * Markdown of our own repository as the app's own elements. HTML inside it is shown as text and not run: a page of
 * operators takes no markup from a file. Links between runbooks lead to their pages here.
 */
export function Markdown({ text }: { readonly text: string }) {
  return (
    <div className="grid max-w-prose grid-cols-1 gap-4 text-14 leading-relaxed text-ink-soft">
      {blocks(lexer(text))}
    </div>
  );
}

function blocks(tokens: readonly Token[]): ReactNode {
  return tokens.map((token, index) => <Fragment key={index}>{block(asKnown(token))}</Fragment>);
}

function block(token: MarkedToken): ReactNode {
  switch (token.type) {
    case "heading":
      return <h2 className="mt-4 text-16 font-semibold text-ink">{inlines(token.tokens)}</h2>;
    case "paragraph":
      return <p>{inlines(token.tokens)}</p>;
    case "text":
      return token.tokens ? inlines(token.tokens) : token.text;
    case "list":
      return list(token);
    case "code":
      return (
        // Wraps instead of scrolling: a scrolled box can't be reached by keyboard in every browser.
        <pre className="rounded-control border border-line bg-well p-3 font-mono text-13 [overflow-wrap:anywhere] whitespace-pre-wrap text-ink">
          <code>{token.text}</code>
        </pre>
      );
    case "table":
      return table(token);
    case "space":
      return undefined;
    default:
      return <p>{token.raw}</p>;
  }
}

function list({ ordered, start, items }: Tokens.List): ReactNode {
  const children = items.map((item, index) => (
    <li key={index}>
      <div className="grid grid-cols-1 gap-3">{itemBlocks(item.tokens)}</div>
    </li>
  ));
  if (!ordered) return <ul className="grid list-disc grid-cols-1 gap-2 pl-5">{children}</ul>;
  return (
    <ol start={start === "" ? 1 : start} className="grid list-decimal grid-cols-1 gap-2 pl-5">
      {children}
    </ol>
  );
}

/** Each in a box of its own: a list item is laid out as a grid. */
function itemBlocks(tokens: readonly Token[]): ReactNode {
  return tokens
    .filter(({ type }) => type !== "space")
    .map((token, index) => <div key={index}>{block(asKnown(token))}</div>);
}

function table({ header, rows }: Tokens.Table): ReactNode {
  return (
    <div className="overflow-hidden rounded-control border border-line">
      <table className="w-full text-14">
        <thead>
          <tr className="border-b border-line text-left text-13 text-ink-faint">
            {header.map((cell, index) => (
              <th key={index} scope="col" className="px-3 py-2 font-medium">
                {inlines(cell.tokens)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} className="px-3 py-2 align-top [overflow-wrap:anywhere]">
                  {inlines(cell.tokens)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function inlines(tokens: readonly Token[] = []): ReactNode {
  return tokens.map((token, index) => <Fragment key={index}>{inline(asKnown(token))}</Fragment>);
}

function inline(token: MarkedToken): ReactNode {
  switch (token.type) {
    case "strong":
      return <strong className="font-semibold text-ink">{inlines(token.tokens)}</strong>;
    case "em":
      return <em>{inlines(token.tokens)}</em>;
    case "codespan":
      return (
        <code className="rounded-[4px] bg-well px-1 py-0.5 font-mono text-13 text-ink [overflow-wrap:anywhere]">
          {token.text}
        </code>
      );
    case "link":
      return link(token);
    case "br":
      return <br />;
    case "escape":
    case "text":
      return "tokens" in token && token.tokens ? inlines(token.tokens) : token.text;
    default:
      return token.raw;
  }
}

/** Tokens of extensions aside, and there are none here, each is one that marked knows. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
const asKnown = (token: Token) => token as MarkedToken;

const LINK = "rounded-control text-accent-ink underline underline-offset-4";

function link({ href, tokens }: Tokens.Link): ReactNode {
  const runbook = /^([a-z0-9-]+)[.]md$/.exec(href)?.[1];
  if (runbook !== undefined) {
    return (
      <Link href={`/admin/runbooks/${runbook}`} className={LINK}>
        {inlines(tokens)}
      </Link>
    );
  }
  if (/^https?:/.test(href)) {
    return (
      <a href={href} rel="noreferrer" className={LINK}>
        {inlines(tokens)}
      </a>
    );
  }
  // A file of the repository: there is no page for it here.
  return inlines(tokens);
}
