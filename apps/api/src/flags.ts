import type { DeclaredFlag, Safety } from "@ninefold/ops-safety";
import { PRODUCT_FLAGS } from "./product/flags.ts";

/** Every flag there is. One that is not here can't be rolled out. */
export const FLAGS: readonly DeclaredFlag[] = Object.values(PRODUCT_FLAGS);

/** What the pages of one workspace go by. */
export async function workspaceFlags(safety: Pick<Safety, "flag">, tenantId: string) {
  const subject = { tenantId, userId: null };
  return { compactProjects: await safety.flag<boolean>(PRODUCT_FLAGS.compactProjects, subject) };
}
