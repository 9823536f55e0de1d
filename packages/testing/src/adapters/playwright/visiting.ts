import type { Visiting } from "../../port.ts";
import { type AtPage, showing } from "./at-page.ts";

export function visitingAtPage({ page, visit, press, heading }: AtPage): Visiting {
  return {
    async visits() {
      await visit("/");
      return showing("the front page has a heading", page.getByRole("heading", { level: 1 }).innerText());
    },
    async readsDocs(title) {
      await visit("/docs");
      const pages = page.getByRole("navigation", { name: "Pages" });
      await press(pages.getByRole("link", { name: title, exact: true }), title);
      await showing(`the docs open at "${title}"`, heading(title).waitFor());
      return page.getByRole("main").innerText();
    },
  };
}
