import { connection } from "next/server";
import { readEnv } from "./env.ts";

/** A file that is made for the origin at which it is asked for, which a build does not know; 404 when there is none. */
export async function textAnswer(type: string, write: (origin: string) => string | undefined): Promise<Response> {
  await connection();
  const text = write(readEnv().APP_URL);
  if (text === undefined)
    return new Response("Not found\n", { status: 404, headers: { "content-type": "text/plain" } });
  return new Response(text, {
    headers: { "content-type": `${type}; charset=utf-8`, "cache-control": "public, max-age=300" },
  });
}
