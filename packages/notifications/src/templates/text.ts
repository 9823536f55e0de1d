import type { Content, Link } from "./content.ts";
import { BRAND } from "./copy.ts";

/** The part for readers without HTML. A link stands on a line of its own, so that no program takes a full stop with it. */
export function textOf({ heading, lead, action, code, alternative, notes, footer }: Content): string {
  const blocks = [heading, lead];
  if (code !== undefined) blocks.push(`${code.label}:\n${code.code}`);
  blocks.push(linkBlock(action));
  if (alternative !== undefined) {
    blocks.push(linkBlock({ ...alternative, label: `${alternative.question} ${alternative.label}` }));
  }
  return `${[...blocks, ...notes, `${BRAND}\n${footer}`].join("\n\n")}\n`;
}

const linkBlock = ({ label, url }: Link) => `${label}:\n${url}`;
