import assert from "node:assert/strict";
import { type GithubEmulator, startEmulator } from "../../src/emulators/index.ts";
import type { EmulatorContract } from "./contract.ts";
import { authorizeUrl, chooseAt, trade } from "./sign-in.ts";

interface Subject {
  readonly emulator: GithubEmulator;
}

/** What GitHub's documentation has a client do, by plain requests: its SDK adds nothing to them. */
export const githubContract: EmulatorContract<Subject> = {
  open: async () => ({ emulator: await startEmulator("github") }),
  cases: [
    {
      route: "POST /login/oauth/access_token",
      name: "answers a code with a token once, and 200 with an error otherwise",
      async run({ emulator }) {
        const good = await formOf(emulator);
        const { said } = await trade(`${emulator.url}/login/oauth/access_token`, good);
        assert.match(String(Reflect.get(said, "access_token")), /^gho_/);
        const again = await trade(`${emulator.url}/login/oauth/access_token`, good);
        assert.deepEqual(again, { status: 200, said: { error: "bad_verification_code" } });
        const stranger = await trade(`${emulator.url}/login/oauth/access_token`, { ...good, client_secret: "another" });
        assert.deepEqual(stranger.said, { error: "incorrect_client_credentials" });
      },
    },
    {
      route: "GET /user",
      name: "says who it is to whoever has the token, without an address",
      async run({ emulator }) {
        const [person] = emulator.people();
        const user = await read(emulator, "/user", await tokenOf(emulator));
        assert.deepEqual(user, { id: Number(person?.id), login: "dewi.lestari", name: "Dewi Lestari", email: null });
        assert.deepEqual(await read(emulator, "/user", "another"), { message: "Bad credentials" });
      },
    },
    {
      route: "GET /user/emails",
      name: "says which address is the primary one",
      async run({ emulator }) {
        const emails = await read(emulator, "/user/emails", await tokenOf(emulator));
        assert.ok(Array.isArray(emails));
        const [, primary] = emails as readonly unknown[];
        const [person] = emulator.people();
        assert.deepEqual(primary, { email: person?.email, primary: true, verified: true, visibility: "private" });
      },
    },
  ],
};

async function formOf(emulator: GithubEmulator) {
  const { clientId, clientSecret, url } = emulator;
  const asked = authorizeUrl(`${url}/login/oauth/authorize`, { client_id: clientId, state: "s" });
  const said = await chooseAt(asked, emulator.people()[0]?.id ?? "");
  return { client_id: clientId, client_secret: clientSecret, code: said.get("code") ?? "" };
}

async function tokenOf(emulator: GithubEmulator): Promise<string> {
  const { said } = await trade(`${emulator.url}/login/oauth/access_token`, await formOf(emulator));
  return String(Reflect.get(said, "access_token"));
}

async function read({ url }: GithubEmulator, path: string, token: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}`, "user-agent": "a test" };
  return (await fetch(url + path, { headers })).json();
}
