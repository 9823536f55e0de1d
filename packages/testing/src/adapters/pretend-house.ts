import { randomUUID } from "node:crypto";
import type { Credentials, Deed, FailedJob, News, OwnFile, Person, PlanInUse, Workspace } from "../port.ts";
import { keyOf, refuse } from "./refuse.ts";

/** What a pretend product has beside people, workspaces and projects. Refusals are `testing.refused`. */
export interface PretendHouse {
  /** Who may see and decide what failed. */
  readonly operator: Credentials;
  /** What the front page promises. */
  promise(): string;
  /** What a page of the docs says; undefined for one that there is not. */
  findDocs(title: string): string | undefined;
  setPicture(session: string | undefined): void;
  hasPicture(session: string | undefined): boolean;
  /** Everything about the person. Refuses a second copy. */
  copyData(session: string | undefined): string;
  /** Newest first. */
  newsOf(session: string | undefined): readonly News[];
  /** Newest first. Refuses whoever does not own the workspace; so do the next two. */
  historyOf(session: string | undefined, slug: string): readonly Deed[];
  planOf(session: string | undefined, slug: string): PlanInUse;
  buyPlan(session: string | undefined, slug: string, plan: string): void;
  /** Refuses when the workspace's plan has no room for another project. */
  assertRoom(slug: string): void;
  attach(session: string | undefined, projectId: string, file: OwnFile): void;
  /** Refuses for a file that is not there. */
  findFile(session: string | undefined, projectId: string, name: string): OwnFile;
  listFiles(session: string | undefined, projectId: string): readonly string[];
  hasCloseRows(session: string | undefined, slug: string): boolean;
  /** Newest first. Refuses whoever is no operator; so do the next two. */
  failedJobs(session: string | undefined): readonly FailedJob[];
  /** Does what failed, and forgets that it had. */
  replay(session: string | undefined, id: string): void;
  rollOut(session: string | undefined, flag: string, percent: number): void;
  /** Does the work of a mail, or keeps it as failed. */
  carry(work: () => void): void;
  /** What goes wrong behind the product's back: the mail that is sent next fails for good. */
  failNextMail(): void;
}

interface Ground {
  readonly operator: Person;
  readonly here: (session: string | undefined) => Person;
  readonly asOwner: (session: string | undefined, slug: string) => Workspace;
  readonly inProject: (session: string | undefined, id: string) => void;
  readonly inWorkspace: (session: string | undefined, slug: string) => Workspace;
  readonly countProjects: (slug: string) => number;
  readonly slugOf: (projectId: string) => string;
}

const ROOM: Readonly<Record<string, number | null>> = { Free: 5, Pro: 100, Business: null };
export const FLAG = "pretend.close_rows";
const DOCS: Readonly<Record<string, string>> = { Glossary: "A workspace is what a team works in.", Guides: "How to." };

export function pretendHouse(ground: Ground) {
  const { operator, here, asOwner, inProject, inWorkspace, countProjects, slugOf } = ground;
  const pictures = new Set<string>();
  const copied = new Set<string>();
  const news = new Map<string, readonly News[]>();
  const deeds = new Map<string, readonly Deed[]>();
  const plans = new Map<string, string>();
  const files = new Map<string, readonly OwnFile[]>();
  let failed: readonly (FailedJob & { readonly work: () => void })[] = [];
  let isNextMailLost = false;
  let percent = 0;

  const runs = (session: string | undefined) =>
    keyOf(here(session).email) === keyOf(operator.email) ? undefined : refuse("This is for operators");
  const planNow = (slug: string) => plans.get(slug) ?? "Free";
  const note = (slug: string, deed: Deed) => deeds.set(slug, [deed, ...(deeds.get(slug) ?? [])]);
  const tell = (email: string, one: News) => news.set(keyOf(email), [one, ...(news.get(keyOf(email)) ?? [])]);

  const house: PretendHouse = {
    operator,
    promise: () => "Everything that you can pretend",
    findDocs: (title) => DOCS[title],
    setPicture: (session) => void pictures.add(keyOf(here(session).email)),
    hasPicture: (session) => pictures.has(keyOf(here(session).email)),
    copyData(session) {
      const { name, email } = here(session);
      if (copied.has(keyOf(email))) refuse("There is one from today");
      copied.add(keyOf(email));
      return JSON.stringify({ name, email });
    },
    newsOf: (session) => news.get(keyOf(here(session).email)) ?? [],
    historyOf: (session, slug) => deeds.get(asOwner(session, slug).slug) ?? [],
    planOf(session, slug) {
      const name = planNow(asOwner(session, slug).slug);
      return { name, projects: { used: countProjects(slug), allowed: ROOM[name] ?? null } };
    },
    buyPlan(session, slug, plan) {
      const { name } = asOwner(session, slug);
      note(slug, "went to pay");
      plans.set(slug, plan);
      note(slug, "began a plan");
      tell(here(session).email, { what: "the plan changed", workspace: name });
    },
    assertRoom(slug) {
      if (countProjects(slug) >= (ROOM[planNow(slug)] ?? Infinity)) refuse("The plan has no room for another project");
    },
    attach(session, projectId, file) {
      inProject(session, projectId);
      files.set(projectId, [...(files.get(projectId) ?? []), file]);
      note(slugOf(projectId), "added a file");
    },
    findFile(session, projectId, name) {
      inProject(session, projectId);
      return files.get(projectId)?.find((one) => one.name === name) ?? refuse("There is no such file");
    },
    listFiles(session, projectId) {
      inProject(session, projectId);
      return (files.get(projectId) ?? []).map(({ name }) => name);
    },
    hasCloseRows(session, slug) {
      inWorkspace(session, slug);
      return percent === 100;
    },
    failedJobs(session) {
      runs(session);
      return failed.map(({ id, task, reason }) => ({ id, task, reason }));
    },
    replay(session, id) {
      runs(session);
      const { work } = failed.find((one) => one.id === id) ?? refuse("It waits for no decision");
      work();
      failed = failed.filter((one) => one.id !== id);
    },
    rollOut(session, flag, share) {
      runs(session);
      if (flag !== FLAG) refuse("There is no such flag");
      percent = share;
    },
    carry(work) {
      if (!isNextMailLost) return work();
      isNextMailLost = false;
      failed = [{ id: randomUUID(), task: "pretend.mail@1", reason: "the vendor refused it", work }, ...failed];
    },
    failNextMail() {
      isNextMailLost = true;
    },
  };
  return { house, tell, note };
}
