import type { System } from "../compose.ts";

type Systems = Pick<System, "identity" | "media">;

/** The addresses of these people's and workspaces' pictures, by id. One query, whatever their number. */
export async function pictureUrls(
  { identity, media }: Systems,
  ids: Parameters<System["identity"]["listPictures"]>[0],
) {
  const keys = [...(await identity.listPictures(ids))];
  const urls = await Promise.all(keys.map(async ([id, key]) => [id, await media.pictureUrl(key)] as const));
  const known = new Map(urls);
  return (id: string): string | null => known.get(id) ?? null;
}
