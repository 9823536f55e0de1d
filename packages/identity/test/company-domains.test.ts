import { startEmulator } from "@ninefold/testing/emulators";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isSharedDomain } from "../src/adapters/company-domains/index.ts";
import { dnsRecords } from "../src/adapters/dns/index.ts";
import { parseDomain, recordOf } from "../src/domain/domains.ts";

describe("a domain that somebody types", () => {
  it.each([
    ["Example.COM", "example.com"],
    [" example.com. ", "example.com"],
    ["@example.com", "example.com"],
    ["bücher.example", "xn--bcher-kva.example"],
    ["a.b.example.co.id", "a.b.example.co.id"],
  ])("%j is %s", (typed, domain) => expect(parseDomain(typed)).toBe(domain));

  it.each([
    "",
    "example",
    "https://example.com",
    "example.com/x",
    "ana@example.com",
    "example.com:443",
    "exa mple.com",
    "127.0.0.1",
    "0x7f.0.0.1",
    "-a.example",
    "a..example",
    `${"a".repeat(64)}.example`,
    `${"a.".repeat(130)}example`,
    "exa\u0000mple.com",
    "*.example.com",
    "_x.example.com",
  ])("%j is none", (typed) => expect(() => parseDomain(typed)).toThrow("Give a domain"));
});

describe("a domain of many", () => {
  it.each(["gmail.com", "yahoo.co.id", "outlook.com", "mail.gmail.com", "co.id", "com", "github.io", "corp.internal"])(
    "is %s",
    (domain) => expect(isSharedDomain(domain)).toBe(true),
  );
  it.each(["example.com", "acme.co.id", "eng.acme.co.id", "acme.github.io", "xn--bcher-kva.de"])(
    "is not %s",
    (domain) => expect(isSharedDomain(domain)).toBe(false),
  );
});

describe("DNS", () => {
  let dns: Awaited<ReturnType<typeof startEmulator<"dns">>>;
  beforeAll(async () => {
    dns = await startEmulator("dns");
  });
  afterAll(() => dns.close());
  const asking = () => dnsRecords({ servers: [dns.server], timeoutMs: 300 });

  it("says every text of a name, whatever its case, and none of a name that is not there", async () => {
    const { name, value } = recordOf({ domain: "acme.example", token: "t".repeat(27) });
    dns.add({ type: "TXT", name, value });
    dns.add({ type: "TXT", name: name.toUpperCase(), value: "v=spf1 -all" });
    expect((await asking().findTexts(name)).toSorted()).toEqual([value, "v=spf1 -all"].toSorted());
    expect(await asking().findTexts("_ninefold.elsewhere.example")).toEqual([]);
    dns.add({ type: "A", name: "has-no-text.example", value: "93.184.215.14" });
    expect(await asking().findTexts("has-no-text.example")).toEqual([]);
    dns.remove(name);
    expect(await asking().findTexts(name)).toEqual([]);
  });

  it("that nobody answers for is not a name that is not there", async () => {
    await dns.stop();
    await expect(asking().findTexts("_ninefold.acme.example")).rejects.toThrow();
    await dns.start();
    expect(await asking().findTexts("_ninefold.acme.example")).toEqual([]);
  });

  it("says where a host is", async () => {
    dns.add({ type: "A", name: "login.acme.example", value: "93.184.215.14" });
    dns.add({ type: "AAAA", name: "login.acme.example", value: "2606:4700:4700::1111" });
    expect(await asking().findAddresses("login.acme.example")).toEqual([
      { address: "93.184.215.14", family: 4 },
      { address: "2606:4700:4700::1111", family: 6 },
    ]);
    await expect(asking().findAddresses("nowhere.acme.example")).rejects.toThrow();
  });
});
