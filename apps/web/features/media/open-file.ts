import { api, unwrap } from "../../api.ts";
import { isReachable } from "./downloads.ts";

interface Wanted {
  readonly workspaceId: string;
  readonly fileId: string;
}

/**
 * The vendor answers it as a download, so that the page stays.
 * @returns false where nobody answers there: going all the same, the page would be gone.
 * @throws ApiProblem when it is not to be had.
 */
export async function openFile({ workspaceId, fileId }: Wanted): Promise<boolean> {
  const param = { workspaceId: encodeURIComponent(workspaceId), fileId: encodeURIComponent(fileId) };
  const { url } = await unwrap(api.v1.workspaces[":workspaceId"].files[":fileId"].$get({ param }));
  if (!(await isReachable(url))) return false;
  window.location.assign(url);
  return true;
}
