import { randomUUID } from "node:crypto";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { betterAuthTarget } from "./targets.ts";

const database = await createTestDatabase();
const subject = await betterAuthTarget(database.urls.DATABASE_IDENTITY_URL).make();
afterAll(() => database.drop());

describe("a workspace that can't be given an owner", () => {
  it("is not made at all: its slug is free for somebody else", async () => {
    const slug = `w-${randomUUID().slice(0, 8)}`;
    const nobodys = subject.provider.createWorkspace({ name: "Acme", slug, ownerId: randomUUID() });
    await expect(nobodys).rejects.toMatchObject({ code: "identity.unavailable" });

    const session = await subject.provider.findSession(await subject.someone());
    const created = subject.provider.createWorkspace({ name: "Acme", slug, ownerId: session?.person.id ?? "" });
    await expect(created).resolves.toMatchObject({ role: "owner", workspace: { slug } });
  });
});
