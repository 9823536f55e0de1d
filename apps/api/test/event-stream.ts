/** Reads server-sent events as they come. */
export function openStream(response: Response) {
  if (response.status !== 200 || response.body === null) throw new Error(`the stream answered ${response.status}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let unread = "";

  /** The next block between empty lines; `undefined` at the end. */
  async function block(): Promise<string | undefined> {
    for (;;) {
      const end = unread.indexOf("\n\n");
      if (end >= 0) {
        const found = unread.slice(0, end);
        unread = unread.slice(end + 2);
        return found;
      }
      const { done, value } = await reader.read();
      if (done) return undefined;
      unread += value;
    }
  }

  return {
    /** The data of the next event of that name. Comments and settings in between are passed over. */
    async next(event: string): Promise<unknown> {
      for (;;) {
        const found = await block();
        if (found === undefined) throw new Error("the stream has ended");
        const fields = new Map(found.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line] as const));
        if (fields.get("event") === `event: ${event}`)
          return JSON.parse((fields.get("data") ?? "").slice("data: ".length));
      }
    },
    async heartbeat(): Promise<void> {
      while (!(await block())?.startsWith(":"));
    },
    /** All that still comes. */
    async untilEnd(): Promise<string> {
      let rest = "";
      for (let found = await block(); found !== undefined; found = await block()) rest += `${found}\n\n`;
      return rest + unread;
    },
    close: () => reader.cancel(),
  };
}
