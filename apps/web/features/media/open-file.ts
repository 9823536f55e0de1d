import { api, unwrap } from "../../api.ts";

interface Wanted {
  readonly workspaceId: string;
  readonly fileId: string;
}

/** The vendor answers it as a download, so that the page stays. @throws ApiProblem when it is not to be had. */
export async function openFile({ workspaceId, fileId }: Wanted): Promise<void> {
  const param = { workspaceId: encodeURIComponent(workspaceId), fileId: encodeURIComponent(fileId) };
  const { url } = await unwrap(api.v1.workspaces[":workspaceId"].files[":fileId"].$get({ param }));
  window.location.assign(url);
}
