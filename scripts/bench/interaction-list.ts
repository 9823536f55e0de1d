import type { Page } from "@playwright/test";

export interface Interaction {
  readonly name: string;
  /** Resolves when its effect is to be seen. */
  readonly do: (page: Page) => Promise<unknown>;
}

interface OnPage {
  /** Of a page that `signedInPages` has, or of one with an address. */
  readonly name: string;
  readonly address?: string;
  readonly steps: readonly Interaction[];
}

const type = (label: string, words: string): Interaction => ({
  name: `typing into "${label}"`,
  do: (page) => page.getByLabel(label, { exact: true }).pressSequentially(words),
});

const choose = (label: string, option: string): Interaction => ({
  name: `choosing "${option}"`,
  do: async (page) => {
    await page.getByRole("combobox", { name: label, exact: true }).first().click();
    await page.getByRole("option", { name: new RegExp(`^${option}`) }).click();
    await page.getByRole("listbox").waitFor({ state: "hidden" });
  },
});

const darkTheme: Interaction = {
  name: "choosing the dark theme",
  do: async (page) => {
    const dark = page.getByRole("radio", { name: "Dark", exact: true });
    await page.locator("label").filter({ has: dark }).click();
    await page.locator("html[data-theme='dark']").waitFor();
  },
};

const openBell: Interaction = {
  name: "opening the notifications",
  do: async (page) => {
    await page.getByRole("button", { name: "Notifications", exact: true }).click();
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  },
};

const openAccountMenu: Interaction = {
  name: "opening the navigation and the account menu, choosing the dark theme",
  do: async (page) => {
    await page.getByRole("button", { name: "Open navigation", exact: true }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /Demo Person/ })
      .click();
    await page.getByRole("menuitemradio", { name: "Dark", exact: true }).click();
    await page.locator("html[data-theme='dark']").waitFor();
  },
};

const tick = (title: string): Interaction => ({
  name: "ticking a task",
  do: (page) => page.getByRole("checkbox", { name: title, exact: true }).click(),
});

/** What people do on a page, one after the other. */
export const INTERACTIONS: readonly OnPage[] = [
  { name: "landing page", address: "/", steps: [darkTheme] },
  {
    name: "page of the docs",
    address: "/docs/guides/getting-started",
    steps: [
      darkTheme,
      {
        name: "searching the docs",
        do: async (page) => {
          await page.getByRole("button", { name: "Search docs" }).click();
          const search = page.getByRole("dialog", { name: "Search docs" });
          await search.getByRole("searchbox").pressSequentially("billing");
          await search.getByRole("link").first().waitFor();
        },
      },
    ],
  },
  {
    name: "sign-up",
    address: "/sign-up",
    steps: [
      type("Name", "Ada Lovelace"),
      type("Email", "ada@example.com"),
      type("Password", "a long enough one"),
      { name: "showing the password", do: (page) => page.getByRole("button", { name: "Show what is typed" }).click() },
    ],
  },
  { name: "home", steps: [type("Workspace name", "Studio of Ada"), openBell, openAccountMenu] },
  { name: "workspace", steps: [type("Project name", "A new project"), openBell] },
  {
    name: "project",
    steps: [
      tick("Step 1 of it"),
      tick("Step 2 of it"),
      tick("Step 80 of it"),
      type("New task", "One more thing"),
      choose("Who does “Step 3 of it”", "Demo Person"),
    ],
  },
  {
    name: "billing",
    steps: [
      {
        name: "comparing yearly prices",
        do: async (page) => {
          await page.getByRole("tab", { name: "Yearly" }).click();
          await page.getByRole("tab", { name: "Yearly", selected: true }).waitFor();
        },
      },
      openBell,
    ],
  },
  { name: "members", steps: [type("Email", "ada@example.com"), choose("Role", "Viewer")] },
  {
    name: "account",
    steps: [type("Name", " of Ninefold"), choose("Language", "Bahasa Indonesia"), choose("Bahasa", "English")],
  },
];
