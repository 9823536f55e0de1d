import { type BuiltInRole, ROLE_PERMISSIONS } from "@ninefold/identity/permissions";
import { describe, expect, it } from "vitest";
import { frameCopy } from "../copy/frame.ts";
import type { Workspace } from "../workspaces.ts";
import { type EntryGroup, type PaletteData, paletteGroups } from "./entries.ts";

const workspace = (slug: string, name: string, role: BuiltInRole = "owner"): Workspace => ({
  id: slug,
  slug,
  name,
  role,
  roleName: null,
  permissions: [...ROLE_PERMISSIONS[role]],
  pictureUrl: null,
});
const acme = workspace("acme", "Acme");
const north = workspace("north", "Northwind Research", "viewer");
const person: PaletteData = {
  workspaces: [north, acme],
  current: acme,
  isOperator: false,
  hasConsole: false,
  docsPath: "/docs",
};
const projects = new Map([
  ["acme", [{ href: "/w/acme/projects/1", name: "Launch" }]],
  ["north", [{ href: "/w/north/projects/2", name: "Launch of the café" }]],
]);

function groupsFor(text: string, data: Partial<PaletteData> = {}): readonly EntryGroup[] {
  return paletteGroups({ data: { ...person, ...data }, text, projects, docs: [], copy: frameCopy.en });
}
const hrefs = (groups: readonly EntryGroup[]) => groups.flatMap(({ items }) => items.map(({ href }) => href));
const titles = (groups: readonly EntryGroup[]) => groups.map(({ title }) => title);

describe("before anything is typed", () => {
  it("shows what is near: the pages of this workspace, its projects first, and the other workspaces", () => {
    const [here, near, others] = groupsFor("");
    expect(hrefs(here === undefined ? [] : [here])).toContain("/w/acme/billing");
    expect(near?.items.map(({ label, detail }) => [label, detail])).toEqual([
      ["Launch", undefined],
      ["Launch of the café", "Northwind Research"],
    ]);
    expect(others?.items.map(({ label }) => label)).toEqual(["Northwind Research"]);
  });

  it("has no page of a workspace where there is none in the address", () => {
    expect(titles(groupsFor("", { current: undefined }))).not.toContain("In this workspace");
    expect(hrefs(groupsFor("", { current: undefined }))).toContain("/w/acme");
  });
});

describe("what is typed", () => {
  it.each([
    ["laun", ["/w/acme/projects/1", "/w/north/projects/2"]],
    ["CAFE", ["/w/north/projects/2"]],
    ["northwind launch", ["/w/north/projects/2"]],
    ["members", ["/w/acme/members", "/w/north/members"]],
    ["research", ["/w/north/projects/2", "/w/north", "/w/north/files", "/w/north/members"]],
    ["zzz", []],
  ])("%s finds it by any of its words, in any case and without accents", (text, found) => {
    expect(hrefs(groupsFor(text))).toEqual(found);
  });

  it("finds a name that begins so before one that has it inside, and both before another word for a place", () => {
    const named = ["Unbilled", "Billing plans", "Old bills"].map((name) => ({ href: name, name }));
    const [group] = paletteGroups({
      data: { ...person, workspaces: [acme] },
      text: "bill",
      projects: new Map([["acme", named]]),
      docs: [],
      copy: frameCopy.en,
    }).filter(({ title }) => title === "Projects");
    expect(group?.items.map(({ label }) => label)).toEqual(["Billing plans", "Old bills", "Unbilled"]);
  });

  it("names nothing twice", () => {
    const all = hrefs(groupsFor("a", { isOperator: true, hasConsole: true }));
    expect(new Set(all).size).toBe(all.length);
  });
});

describe("what somebody may not open", () => {
  it("is not found: the bills and the log of a workspace in which they only look", () => {
    const all = hrefs(groupsFor("north"));
    expect(all).toContain("/w/north/members");
    for (const page of ["billing", "audit", "settings"]) expect(all).not.toContain(`/w/north/${page}`);
  });

  it("is not found: the keys of a workspace, by whoever does not manage them", () => {
    expect(hrefs(groupsFor("api keys"))).toEqual(["/w/acme/settings/keys"]);
    expect(hrefs(groupsFor("secret token"))).toEqual(["/w/acme/settings/keys"]);
    expect(hrefs(groupsFor("api keys", { current: north, workspaces: [north] }))).toEqual([]);
  });

  it("is not found: the pages of operators and the console, by anybody else", () => {
    const said = hrefs(groupsFor("status"));
    expect(said).not.toContain("/admin");
    expect(hrefs(groupsFor("status", { isOperator: true }))).toContain("/admin");
    expect(hrefs(groupsFor("console"))).toEqual([]);
    expect(hrefs(groupsFor("console", { hasConsole: true }))).toEqual(["/dev"]);
  });

  it("is not offered: docs where there are none", () => {
    expect(hrefs(groupsFor("help", { docsPath: undefined }))).toEqual([]);
    expect(hrefs(groupsFor("help"))).toEqual(["/docs"]);
  });
});
