import { createElement as h, type ReactElement } from "react";
import { LOOK } from "./look.ts";

const ROWS = [0, 1, 2];

/** Nine cells, one whole, as a table: no picture to load. Decorative: the name stands beside it. */
export function mark(name: string): ReactElement {
  const row = (y: number) =>
    h("tr", { key: y }, ...ROWS.map((x) => h("td", { key: x, ...cell(x === 1 && y === 1) }, "\u00a0")));
  const cells = h("table", { ...TABLE, style: LOOK.mark, "aria-hidden": true }, h("tbody", null, ...ROWS.map(row)));
  return h(
    "table",
    TABLE,
    h("tbody", null, h("tr", null, h("td", null, cells), h("td", { className: "ink", style: LOOK.name }, name))),
  );
}

const TABLE = { role: "presentation", cellPadding: 0, cellSpacing: 0, border: 0 } as const;

function cell(isLit: boolean) {
  return { className: isLit ? "lit" : "cell", style: isLit ? LOOK.lit : LOOK.cell };
}
