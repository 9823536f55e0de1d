import { styleText } from "node:util";

/** Where a command writes. Colour appears where `isColoured`, and says nothing that words do not. */
export interface Output {
  write(text: string): void;
  readonly isColoured: boolean;
}

type Style = "red" | "green" | "yellow" | "dim" | "bold";
const WIDTH = 80;

/** Standard output: coloured on a terminal, unless NO_COLOR asks for none (no-color.org). */
export const standardOutput = (): Output => ({
  write: (text) => void process.stdout.write(text),
  isColoured: process.stdout.isTTY && !process.env["NO_COLOR"] && process.env["TERM"] !== "dumb",
});

export function paint({ isColoured }: Output, style: Style, text: string): string {
  return isColoured ? styleText(style, text, { validateStream: false }) : text;
}

/** Text in lines of at most 80 characters, all but the first indented; a word that is longer stands alone. */
export function wrap(text: string, indent: number, first = indent): string {
  const lines: string[] = [];
  let line = "";
  let room = WIDTH - first;
  for (const word of text.split(/\s+/)) {
    if (line !== "" && line.length + 1 + word.length > room) {
      lines.push(line);
      line = "";
      room = WIDTH - indent;
    }
    line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${" ".repeat(indent)}`);
}

/** A label in a column of its own, and text beside it. The label may be painted: its width is that of the plain one. */
export function row(label: string, text: string, { width, indent = 2, painted = label }: RowOptions): string {
  const column = indent + Math.max(width, label.length) + 1;
  const padding = " ".repeat(Math.max(0, width - label.length));
  return `${" ".repeat(indent)}${painted}${padding} ${wrap(text, indent + width + 1, column)}`.trimEnd();
}

interface RowOptions {
  readonly width: number;
  readonly indent?: number;
  readonly painted?: string;
}
