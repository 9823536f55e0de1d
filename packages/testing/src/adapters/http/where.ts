import { z } from "zod";
import { TestingError } from "../../errors.ts";
import type { Mailbox, Project, Workspace } from "../../port.ts";
import type { Api } from "./api.ts";

/** What every part of the driver works with. */
export interface AtBrowser {
  readonly api: Api;
  readonly mailbox: Mailbox;
  readonly patienceMs: number;
  readonly places: Places;
}

export type Places = ReturnType<typeof whereIs>;

const Me = z.object({
  person: z.object({ name: z.string(), pictureUrl: z.string().nullable() }),
  workspaces: z.array(z.object({ id: z.string(), slug: z.string() })),
});

/** Who is signed in, and what the API calls the places that a person knows by name. */
export function whereIs(api: Api) {
  async function findMe(): Promise<z.infer<typeof Me> | undefined> {
    const { status, body } = await api.call("readMe");
    if (status === 401) return undefined;
    const me = Me.safeParse(body);
    if (me.success) return me.data;
    throw new TestingError("testing.no_effect", `readMe answered ${status}, and not with a person`);
  }

  async function findWorkspaceId({ slug }: Workspace): Promise<string | undefined> {
    return (await findMe())?.workspaces.find((one) => one.slug === slug)?.id;
  }

  /** Where a workspace of theirs is. @throws TestingError `testing.refused` when it is none. */
  async function inside(workspace: Workspace): Promise<{ readonly workspaceId: string }> {
    const workspaceId = await findWorkspaceId(workspace);
    if (workspaceId !== undefined) return { workspaceId };
    throw new TestingError("testing.refused", "the workspace is not among theirs");
  }

  return {
    findMe,
    findWorkspaceId,
    inside,
    at: async ({ id: projectId, workspace }: Project) => ({ ...(await inside(workspace)), projectId }),
  };
}
