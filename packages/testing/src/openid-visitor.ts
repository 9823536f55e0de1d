/** A browser at the provider's pages: keeps its cookies, follows where it is led, and stops where the product begins. */
export function createVisitor() {
  const jar = new Map<string, string>();
  let asked = 0;

  async function ask(url: URL, init: RequestInit = {}): Promise<Response> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = new Headers(init.headers);
    if (cookie !== "") headers.set("cookie", cookie);
    const answer = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ""] = set.split(";");
      const at = pair.indexOf("=");
      jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  }

  /** Follows until a page is shown, or the provider is left. */
  async function follow(at: URL, first: Response): Promise<{ readonly at: URL; readonly isLeft: boolean }> {
    let [here, answer] = [at, first];
    for (;;) {
      const location = answer.headers.get("location");
      if (location === null) return { at: here, isLeft: false };
      const next = new URL(location, here);
      if (next.origin !== at.origin) return { at: next, isLeft: true };
      here = next;
      answer = await ask(here);
    }
  }

  return {
    /** How often the provider has asked who it is. */
    asked: () => asked,
    /** Chooses a person on the provider's page, if it asks; answers what is brought back to the product. */
    async choose(url: string, personId: string | undefined): Promise<URLSearchParams> {
      const start = new URL(url);
      const page = await follow(start, await ask(start));
      if (page.isLeft) return page.at.searchParams;
      asked += 1;
      const form = new URLSearchParams(personId === undefined ? { do: "decline" } : { person: personId });
      const headers = { "content-type": "application/x-www-form-urlencoded" };
      const sent = await ask(page.at, { method: "POST", body: form.toString(), headers });
      const end = await follow(page.at, sent);
      if (!end.isLeft) throw new Error(`the provider did not lead back, but to ${end.at.href}`);
      return end.at.searchParams;
    },
  };
}
