"use client";

import { useEffect, useState } from "react";
import { ApiProblem, api, unwrap } from "../../../api.ts";
import { projectPath } from "../../product/projects.ts";
import type { Workspace } from "../workspaces.ts";
import type { Goal } from "./entries.ts";

/** Each workspace is one question; whoever has more finds the projects of those that they open. */
const MOST_WORKSPACES = 20;
/** Opened again within this time, it shows what it knows. */
const FRESH_MS = 60_000;

const known = new Map<string, { readonly at: number; readonly goals: readonly Goal[] }>();

export interface Projects {
  readonly found: ReadonlyMap<string, readonly Goal[]>;
  readonly isLoading: boolean;
  /** Workspaces that did not answer. */
  readonly failed: readonly string[];
}

/** The projects of somebody's workspaces, as they come; those of the current one first. */
export function useProjects(workspaces: readonly Workspace[], current: Workspace | undefined): Projects {
  const [projects, setProjects] = useState<Projects>({ found: new Map(), isLoading: true, failed: [] });

  useEffect(() => {
    let isGone = false;
    const add = ({ id, name }: Workspace, goals: readonly Goal[] | undefined) => {
      if (isGone) return;
      setProjects(({ found, isLoading, failed }) => ({
        found: goals === undefined ? found : new Map(found).set(id, goals),
        isLoading,
        failed: goals === undefined ? [...failed, name] : failed,
      }));
    };
    const wanted = [
      ...workspaces.filter(({ id }) => id === current?.id),
      ...workspaces.filter(({ id }) => id !== current?.id),
    ].slice(0, MOST_WORKSPACES);
    async function ask(): Promise<void> {
      await Promise.all(wanted.map(async (workspace) => add(workspace, await goalsOf(workspace))));
      if (!isGone) setProjects((now) => ({ ...now, isLoading: false }));
    }
    void ask();
    return () => {
      isGone = true;
    };
    // Asked once each time it opens: what the page is made of changes identity, and seldom anything else.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  return projects;
}

/** `undefined` when they could not be read. */
async function goalsOf({ id, slug }: Workspace): Promise<readonly Goal[] | undefined> {
  const before = known.get(id);
  if (before !== undefined && Date.now() - before.at < FRESH_MS) return before.goals;
  try {
    const param = { workspaceId: encodeURIComponent(id) };
    const { projects } = await unwrap(api.v1.workspaces[":workspaceId"].projects.$get({ param }));
    const goals = projects.map((project) => ({ href: projectPath(slug, project.id), name: project.name }));
    known.set(id, { at: Date.now(), goals });
    return goals;
  } catch (error) {
    if (error instanceof ApiProblem) return undefined;
    throw error;
  }
}
