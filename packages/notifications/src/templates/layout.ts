import { createElement as h, type ReactElement } from "react";
import { Body, Button, Container, Head, Heading, Hr, Html, Link, Preview, Section, Text } from "react-email";
import type { Content } from "./content.ts";
import { BRAND } from "./copy.ts";
import { DARK_MODE, LOOK } from "./look.ts";
import { mark } from "./mark.ts";

/** One column, no picture, nothing fetched from anywhere: it reads the same where images are off. */
export function layout(content: Content, locale: string): ReactElement {
  const { preview, heading, lead, action, code, alternative, notes, footer } = content;
  return h(
    Html,
    { lang: locale, dir: "ltr" },
    h(
      Head,
      null,
      h("meta", { name: "color-scheme", content: "light dark" }),
      h("meta", { name: "supported-color-schemes", content: "light dark" }),
      h("style", null, DARK_MODE),
    ),
    h(
      Body,
      { className: "canvas", style: LOOK.canvas },
      h(Preview, null, preview),
      h(
        Container,
        { style: LOOK.column },
        h(Section, { style: LOOK.header }, mark(BRAND)),
        h(
          Section,
          { className: "panel", style: LOOK.panel },
          h(Heading, { as: "h1", className: "ink", style: LOOK.heading }, heading),
          h(Text, { className: "ink", style: LOOK.lead }, lead),
          code && h(Text, { className: "soft", style: LOOK.codeLabel }, code.label),
          code && h(Text, { className: "ink", style: LOOK.code }, code.code),
          h(Button, { href: action.url, className: "action", style: LOOK.action }, action.label),
          alternative &&
            h(
              Text,
              { className: "soft", style: LOOK.alternative },
              `${alternative.question} `,
              h(Link, { href: alternative.url, className: "link", style: LOOK.link }, alternative.label),
            ),
          h(Hr, { className: "line", style: LOOK.line }),
          ...notes.map((note) => h(Text, { key: note, className: "soft", style: LOOK.note }, note)),
        ),
        h(Text, { className: "faint", style: LOOK.footer }, footer),
      ),
    ),
  );
}
