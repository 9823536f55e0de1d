import type { Instrumentation } from "next";

/** Runs once, before the server takes its first request. */
export async function register(): Promise<void> {
  // Next replaces the name while it bundles, so that the edge's bundle, which nothing uses, has no Node module in it.
  // oxlint-disable-next-line node/no-process-env -- no setting of ours
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const [{ watchCallers }, { watchResponses }] = await Promise.all([
    import("./features/ops-safety/caller-address.ts"),
    import("./features/ops-safety/responses.ts"),
  ]);
  watchCallers();
  watchResponses();
}

/** A page that the server could not make. Next has logged it; the people who watch errors are told as well. */
export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  // oxlint-disable-next-line node/no-process-env -- as above
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { tellApi } = await import("./features/observability/tell-api.ts");
  await tellApi(error, request);
};
