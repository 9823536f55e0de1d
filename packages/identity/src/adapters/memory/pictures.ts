import { IdentityError } from "../../errors.ts";
import type { IdentityProvider, PictureOf } from "../../port.ts";

/** Pictures of a provider that keeps everything in this process. @param isHere whether there is such a one. */
export function memoryPictures(
  isHere: (of: PictureOf) => boolean,
): Pick<IdentityProvider, "setPicture" | "listPictures"> {
  const pictures = new Map<string, string>();
  return {
    async setPicture(of, key) {
      if (!isHere(of)) throw notHere(of);
      const id = "userId" in of ? of.userId : of.workspaceId;
      if (key === null) pictures.delete(id);
      else pictures.set(id, key);
    },
    async listPictures({ userIds, workspaceIds }) {
      const wanted = new Set([...userIds, ...workspaceIds]);
      return new Map([...pictures].filter(([id]) => wanted.has(id)));
    },
  };
}

function notHere(of: PictureOf): IdentityError {
  if ("userId" in of) return new IdentityError("identity.person_not_found", "This person is not here.");
  return new IdentityError("identity.workspace_not_found", "This workspace is not here, or not yours.");
}
