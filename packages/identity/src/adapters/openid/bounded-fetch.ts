/** The part of `fetch` that is needed. */
export type Send = (url: string, init: RequestInit) => Promise<Response>;

/** Discovery documents, key sets and tokens are far below it. */
export const MOST_BYTES = 256 * 1024;

/** An answer that does not end would fill the memory: beyond the limit it is broken off. */
export const bounded =
  (send: Send, most: number = MOST_BYTES): Send =>
  async (url, init) => {
    const response = await send(url, init);
    if (response.body === null) return response;
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body) {
      size += chunk.byteLength;
      if (size > most) throw new TooLong();
      chunks.push(chunk);
    }
    const { status, headers } = response;
    return new Response(Buffer.concat(chunks), { status, headers });
  };

export class TooLong extends Error {
  override readonly name = "TooLong";
}
