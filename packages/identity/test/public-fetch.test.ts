import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import { isLoopback, isPublicAddress } from "../src/adapters/public-fetch/addresses.ts";
import { publicFetch, type PublicFetchOptions } from "../src/adapters/public-fetch/index.ts";

const asked: string[] = [];
const server = await serve();
const { port } = server.address() as AddressInfo;
const here = `http://127.0.0.1:${port}`;
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function serve(): Promise<Server> {
  const made = createServer((request, response) => {
    asked.push(request.url ?? "");
    (ANSWERS[request.url ?? ""] ?? ((_, plain) => void plain.end("{}")))(request, response);
  });
  return new Promise((resolve) => void made.listen(0, "127.0.0.1", () => resolve(made)));
}

const ANSWERS: Readonly<Record<string, RequestListener>> = {
  "/away": (_, response) => response.writeHead(302, { location: "http://169.254.169.254/latest/meta-data/" }).end(),
  "/huge": (_, response) => {
    for (let sent = 0; sent < 64; sent += 1) response.write(Buffer.alloc(16_384));
    response.end();
  },
  "/drip": (_, response) => void response.writeHead(200).write("{"),
  "/silent": () => undefined,
  "/echo": (request, response) => {
    response.writeHead(200, { "content-type": "application/json", "set-cookie": "a=b" });
    request.pipe(response);
  },
};

const fetchBy = (options: PublicFetchOptions = {}) => publicFetch({ timeoutMs: 1_000, ...options });
const resolving = (...addresses: readonly string[]) => ({
  findAddresses: async () => addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
});

/** Of the whole chain: undici wraps what its connection says. */
async function causeOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => new Error("it was fetched"),
    (thrown: unknown) => thrown,
  );
  const said: string[] = [];
  for (let one = error; one instanceof Error; one = one.cause) said.push(one.message);
  return said.join(": ");
}

describe("what is fetched for customers", () => {
  it.each([
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x7f.1/",
    "https://017700000001/",
    "https://127.1/",
    "https://0/",
    "https://10.1.2.3/",
    "https://172.16.0.1/",
    "https://192.168.1.1/",
    "https://100.64.0.1/",
    "https://100.100.100.200/",
    "https://169.254.169.254/",
    "https://168.63.129.16/",
    "https://192.0.0.192/",
    "https://224.0.0.1/",
    "https://255.255.255.255/",
    "https://[::1]/",
    "https://[::]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://[::127.0.0.1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[64:ff9b:1::a00:1]/",
    "https://[2002:7f00:1::]/",
    "https://[2001:0:7f00:1::]/",
    "https://[fe80::1]/",
    "https://[fec0::1]/",
    "https://[fd00:ec2::254]/",
    "https://[ff02::1]/",
    "https://[2001:db8::1]/",
    "https://[3fff::1]/",
  ])("I-49 is never %s", async (url) => {
    expect(await causeOf(fetchBy()(url))).toContain("not on the internet");
  });

  it.each([
    ["http://example.com/", "TLS"],
    ["ftp://example.com/", "TLS"],
    ["file:///etc/passwd", "TLS"],
    ["https://user@example.com/", "a user in it"],
    ["https://user:pass@example.com/", "a user in it"],
    ["https://example.com:8443/", "another port"],
    ["https://example.com:22/", "another port"],
  ])("I-49 is nothing like %s", async (url, why) => {
    expect(await causeOf(fetchBy(resolving("93.184.215.14"))(url))).toContain(why);
  });

  it.each([["10.0.0.1"], ["127.0.0.1"], ["::1"], ["169.254.169.254"], ["fd00::1"], ["::ffff:10.0.0.1"]])(
    "I-49 is no name that leads to %s",
    async (address) => {
      expect(await causeOf(fetchBy(resolving(address))("https://login.company.example/"))).toContain("on the internet");
    },
  );

  it("I-49 is no name of which one address of several is inside", async () => {
    const mixed = fetchBy(resolving("93.184.215.14", "10.0.0.1"));
    expect(await causeOf(mixed("https://login.company.example/"))).toContain("on the internet");
  });

  it("I-49 is looked up once: a name that leads elsewhere the second time leads nowhere new", async () => {
    let looks = 0;
    const rebinding = fetchBy({
      findAddresses: async () => {
        looks += 1;
        return [{ address: looks === 1 ? "192.0.0.1" : "93.184.215.14", family: 4 }];
      },
    });
    expect(await causeOf(rebinding("https://login.company.example/"))).toContain("on the internet");
    expect(looks).toBe(1);
  });

  it("I-49 is the address that was judged, whatever the name says by then", async () => {
    let looks = 0;
    const pinned = fetchBy({
      allowLoopback: true,
      findAddresses: async () => {
        looks += 1;
        return [{ address: looks === 1 ? "127.0.0.1" : "10.0.0.1", family: 4 }];
      },
    });
    const answer = await pinned(`http://localhost:${port}/`);
    expect([answer.status, looks]).toEqual([200, 1]);
  });

  it("follows nobody, to the metadata of a cloud least of all", async () => {
    expect(await causeOf(fetchBy({ allowLoopback: true })(`${here}/away`))).toContain("nobody is followed");
  });

  it("breaks off what is too long, and what takes too long", async () => {
    const local = fetchBy({ allowLoopback: true, maxBytes: 100_000, timeoutMs: 400 });
    expect(await causeOf(local(`${here}/huge`))).not.toContain("it was fetched");
    expect(await causeOf(local(`${here}/drip`))).not.toContain("it was fetched");
    expect(await causeOf(local(`${here}/silent`))).not.toContain("it was fetched");
  });

  it("ends with whoever asked", async () => {
    const ending = new AbortController();
    const work = fetchBy({ allowLoopback: true, timeoutMs: 60_000 })(`${here}/silent`, { signal: ending.signal });
    ending.abort();
    expect(await causeOf(work)).not.toContain("it was fetched");
  });

  it("sends a form and hands on its answer, without cookies", async () => {
    const body = new URLSearchParams({ grant_type: "authorization_code" });
    const answer = await fetchBy({ allowLoopback: true })(`${here}/echo`, { method: "POST", body });
    expect(await answer.text()).toBe("grant_type=authorization_code");
    expect([answer.headers.get("content-type"), answer.headers.get("set-cookie")]).toEqual(["application/json", null]);
  });

  it("is this machine only where that is allowed, and its neighbours never", async () => {
    const before = asked.length;
    expect(await causeOf(fetchBy()(here))).toContain("TLS");
    expect(asked).toHaveLength(before);
    expect(await causeOf(fetchBy({ allowLoopback: true })("http://10.0.0.1/"))).toContain("TLS");
    expect(await causeOf(fetchBy({ allowLoopback: true })("https://10.0.0.1/"))).toContain("on the internet");
  });
});

describe("addresses", () => {
  it.each(["93.184.215.14", "1.1.1.1", "100.63.255.255", "172.32.0.1", "2606:4700:4700::1111", "2a00:1450:4001::1"])(
    "of the internet are public: %s",
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it("that are none are not", () => {
    expect([isPublicAddress("localhost"), isPublicAddress(""), isLoopback("x")]).toEqual([false, false, false]);
  });
});
