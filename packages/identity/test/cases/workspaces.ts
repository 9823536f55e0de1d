import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { LIMITS } from "../../src/domain/limits.ts";
import { assertRefused, type IdentityCase, type IdentitySubject, newcomer, newSlug, personOf } from "./subject.ts";

/** Workspaces and whose they are. */
export const workspaceCases: readonly IdentityCase[] = [
  {
    name: "makes the creator the owner of a workspace, and tells of both",
    needs: "manyWorkspaces",
    async run(subject) {
      const { id: ownerId } = await newcomer(subject);
      await subject.facts();
      const created = await subject.provider.createWorkspace({ name: "Acme", slug: newSlug(), ownerId });
      assert.equal(created.role, "owner");
      const workspaceId = created.workspace.id;
      assert.deepEqual(await subject.provider.findMembership(ownerId, { id: workspaceId }), created);
      const scope = { tenantId: workspaceId, userId: null };
      assert.deepEqual(await subject.facts(), [
        { type: "identity.workspace_created", data: { workspaceId }, scope },
        { type: "identity.member_joined", data: { workspaceId, userId: ownerId, role: "owner" }, scope },
      ]);
    },
  },
  {
    name: "finds a workspace by its slug as by its id",
    async run(subject) {
      const { id } = await personOf(subject, await subject.someone());
      const membership = await aMembership(subject, id);
      assert.deepEqual(await subject.provider.findMembership(id, { slug: membership.workspace.slug }), membership);
      assert.deepEqual(await subject.provider.findMembership(id, { id: membership.workspace.id }), membership);
    },
  },
  {
    name: "lists a person's workspaces, oldest first, and nobody else's",
    needs: "manyWorkspaces",
    async run(subject) {
      const ana = await personOf(subject, await subject.someone());
      const ben = await personOf(subject, await subject.someone());
      const { provider } = subject;
      const first = await provider.createWorkspace({ name: "First", slug: newSlug(), ownerId: ana.id });
      await provider.createWorkspace({ name: "Ben's", slug: newSlug(), ownerId: ben.id });
      const second = await provider.createWorkspace({ name: "Second", slug: newSlug(), ownerId: ana.id });
      assert.deepEqual(await provider.listMemberships(ana.id), [first, second]);
    },
  },
  {
    name: "keeps the picture of a person and of a workspace, each by its own id, until there is another or none",
    async run(subject) {
      const { provider } = subject;
      const { id: userId } = await personOf(subject, await subject.someone());
      const { id: workspaceId } = (await aMembership(subject, userId)).workspace;
      const strangers = [randomUUID(), "1' or 1=1"];
      const all = { userIds: [userId, ...strangers], workspaceIds: [workspaceId, ...strangers] };
      assert.deepEqual(await provider.listPictures(all), new Map());
      await provider.setPicture({ userId }, "p/first");
      await provider.setPicture({ userId }, "p/second");
      await provider.setPicture({ workspaceId }, "t/logo");
      const both = new Map([
        [userId, "p/second"],
        [workspaceId, "t/logo"],
      ]);
      assert.deepEqual(await provider.listPictures(all), both);
      assert.deepEqual(await provider.listPictures({ userIds: [], workspaceIds: strangers }), new Map());
      await provider.setPicture({ userId }, null);
      await provider.setPicture({ userId }, null);
      assert.deepEqual(await provider.listPictures(all), new Map([[workspaceId, "t/logo"]]));
    },
  },
  {
    name: "keeps no picture of anybody that is not here",
    async run({ provider }) {
      const id = randomUUID();
      await assertRefused(provider.setPicture({ userId: id }, "p/x"), "identity.person_not_found");
      await assertRefused(provider.setPicture({ workspaceId: id }, "t/x"), "identity.workspace_not_found");
    },
  },
  {
    name: "finds no membership in an unknown workspace or for an unknown person",
    async run(subject) {
      const { id } = await personOf(subject, await subject.someone());
      const { workspace } = await aMembership(subject, id);
      assert.equal(await subject.provider.findMembership(id, { id: randomUUID() }), undefined);
      assert.equal(await subject.provider.findMembership(id, { id: "1' or 1=1" }), undefined);
      assert.equal(await subject.provider.findMembership(id, { slug: newSlug() }), undefined);
      assert.equal(await subject.provider.findMembership(id, { slug: "\u0000" }), undefined);
      assert.equal(await subject.provider.findMembership(randomUUID(), { id: workspace.id }), undefined);
      assert.deepEqual(await subject.provider.listMemberships(randomUUID()), []);
    },
  },
  {
    name: "finds no membership in another person's workspace",
    needs: "manyWorkspaces",
    async run(subject) {
      const ana = await personOf(subject, await subject.someone());
      const ben = await personOf(subject, await subject.someone());
      const { workspace } = await subject.provider.createWorkspace({ name: "Ana's", slug: newSlug(), ownerId: ana.id });
      assert.equal(await subject.provider.findMembership(ben.id, { id: workspace.id }), undefined);
      assert.equal(await subject.provider.findMembership(ben.id, { slug: workspace.slug }), undefined);
    },
  },
  {
    name: "gives a slug to one of eight who ask at once, and tells the others that it is taken",
    needs: "manyWorkspaces",
    async run(subject) {
      const { id: ownerId } = await personOf(subject, await subject.someone());
      const wanted = newSlug();
      const asked = await Promise.allSettled(
        Array.from({ length: 8 }, () => subject.provider.createWorkspace({ name: "Acme", slug: wanted, ownerId })),
      );
      const refused = asked.filter((one) => one.status === "rejected");
      assert.equal(refused.length, 7);
      for (const { reason } of refused) {
        const { code, kind } = reason as { code?: unknown; kind?: unknown };
        assert.deepEqual({ code, kind }, { code: "identity.slug_taken", kind: "conflict" });
      }
      assert.equal((await subject.provider.listMemberships(ownerId)).length, 1);
    },
  },
  {
    name: "makes so many workspaces a day for one person, also when more are asked for at once",
    needs: "manyWorkspaces",
    async run(subject) {
      const { provider } = subject;
      const { id: ownerId } = await personOf(subject, await subject.someone());
      const create = () => provider.createWorkspace({ name: "Acme", slug: newSlug(), ownerId });
      const asked = await Promise.allSettled(Array.from({ length: LIMITS.workspacesPerPerson + 3 }, create));
      const refused = asked.filter((one) => one.status === "rejected");
      assert.equal(refused.length, 3);
      for (const { reason } of refused) {
        const { code, kind } = reason as { code?: unknown; kind?: unknown };
        assert.deepEqual({ code, kind }, { code: "identity.too_many_workspaces", kind: "limited" });
      }
      const { id: otherId } = await personOf(subject, await subject.someone());
      await provider.createWorkspace({ name: "Acme", slug: newSlug(), ownerId: otherId });
      subject.later(24);
      await create();
    },
  },
];

async function aMembership({ provider }: IdentitySubject, personId: string) {
  if (provider.capabilities.manyWorkspaces) {
    return provider.createWorkspace({ name: "Acme", slug: newSlug(), ownerId: personId });
  }
  const [only] = await provider.listMemberships(personId);
  assert.ok(only, "expected the one workspace");
  return only;
}
