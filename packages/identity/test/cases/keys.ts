import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { LIMITS } from "../../src/domain/limits.ts";
import type { KeyPermission } from "../../src/permissions.ts";
import {
  assertRefused,
  failureOf,
  type IdentityCase,
  type IdentitySubject,
  inDays,
  memberIn,
  newcomer,
  owner,
} from "./subject.ts";

const READS: readonly KeyPermission[] = ["project:read"];
const NO_IDS = [randomUUID(), "", "1' or 1=1"];

/** Somebody with a workspace and a program in it. */
async function programIn(subject: IdentitySubject, name = "Importer") {
  const ana = await owner(subject);
  const ref = { workspaceId: ana.workspace.id, actorId: ana.id };
  const { id: serviceAccountId } = await subject.provider.createServiceAccount({ ...ref, name });
  return { ana, ref, program: { ...ref, serviceAccountId } };
}

/** And a key of it, good for 30 days. */
async function keyIn(subject: IdentitySubject, permissions = READS) {
  const { ana, ref, program } = await programIn(subject);
  const wanted = { name: "CI", permissions, expiresAt: inDays(30) };
  const { key, secret } = await subject.provider.createApiKey({ ...program, ...wanted });
  return { ana, ref, program, wanted, key, secret, one: { ...program, keyId: key.id } };
}

const keysOf = async ({ provider }: IdentitySubject, workspaceId: string) =>
  (await provider.listServiceAccounts(workspaceId)).flatMap(({ keys }) => keys);
const works = async ({ provider }: IdentitySubject, secret: string) =>
  (await provider.findKeyHolder(secret)) !== undefined;

/** Programs of a workspace, and their keys. */
export const keyCases: readonly IdentityCase[] = [
  {
    name: "keeps programs by name, and tells of each change once",
    needs: "apiKeys",
    async run(subject) {
      const { provider } = subject;
      const { ana, ref, program } = await programIn(subject, "sync");
      const backup = await provider.createServiceAccount({ ...ref, name: "Backup" });
      assert.deepEqual([backup.createdBy, backup.keys], [{ id: ana.id, name: ana.name }, []]);
      await subject.facts();
      await provider.renameServiceAccount({ ...program, name: "Sync" });
      await provider.renameServiceAccount({ ...program, name: "Sync" });
      const listed = await provider.listServiceAccounts(ref.workspaceId);
      assert.deepEqual(
        listed.map(({ name }) => name),
        ["Backup", "Sync"],
      );
      assert.deepEqual(listed[0], backup);
      await provider.removeServiceAccount(program);
      assert.deepEqual(await provider.listServiceAccounts(ref.workspaceId), [backup]);
      assert.deepEqual(await provider.listServiceAccounts("1' or 1=1"), []);
      const data = { workspaceId: ref.workspaceId, serviceAccountId: program.serviceAccountId };
      const scope = { tenantId: ref.workspaceId, userId: null };
      assert.deepEqual(await subject.facts(), [
        { type: "identity.service_account_renamed", data, scope },
        { type: "identity.service_account_removed", data, scope },
      ]);
    },
  },
  {
    name: "knows by the secret alone whom a key stands for, and shows of it how it begins",
    needs: "apiKeys",
    async run(subject) {
      const { provider } = subject;
      const { ana, ref, program, key, secret, wanted } = await keyIn(subject, ["project:read", "task:create"]);
      assert.match(secret, /^nf_[0-9A-Za-z]{49}$/);
      assert.deepEqual(key.prefix, secret.slice(0, 12));
      assert.deepEqual(key.permissions, wanted.permissions);
      assert.deepEqual([key.createdBy, key.expiresAt], [{ id: ana.id, name: ana.name }, wanted.expiresAt]);
      assert.deepEqual([key.lastUsedAt, key.endsAt], [null, null]);
      assert.deepEqual(await keysOf(subject, ref.workspaceId), [key]);
      const holder = await provider.findKeyHolder(secret);
      assert.deepEqual(holder, {
        keyId: key.id,
        serviceAccountId: program.serviceAccountId,
        workspace: ana.workspace,
        permissions: wanted.permissions,
      });
      const other = secret.endsWith("0") ? "1" : "0";
      const close = [
        secret.slice(0, -1),
        `${secret}0`,
        secret.slice(0, -1) + other,
        ` ${secret}`,
        secret.toUpperCase(),
      ];
      for (const none of [...close, key.prefix, key.id, "", "nf_", "\u0000", "1' or 1=1"]) {
        assert.equal(await works(subject, none), false, JSON.stringify(none));
      }
      const again = await provider.createApiKey({ ...program, ...wanted });
      assert.notEqual(again.secret, secret);
      assert.equal((await provider.findKeyHolder(again.secret))?.keyId, again.key.id);
    },
  },
  {
    name: "I-42: ends a key at once when it is revoked, with its program, and when it expires",
    needs: "apiKeys",
    async run(subject) {
      const { provider } = subject;
      const { ref, program, one, secret, wanted } = await keyIn(subject);
      const other = await provider.createApiKey({ ...program, ...wanted });
      await provider.revokeApiKey(one);
      assert.deepEqual([await works(subject, secret), await works(subject, other.secret)], [false, true]);
      const [latest, first] = await keysOf(subject, ref.workspaceId);
      assert.deepEqual([latest?.endsAt, first?.endsAt instanceof Date], [null, true]);
      await provider.removeServiceAccount(program);
      assert.equal(await works(subject, other.secret), false);

      const short = await keyIn(subject);
      subject.later(29 * 24);
      assert.equal(await works(subject, short.secret), true);
      subject.later(2 * 24);
      assert.equal(await works(subject, short.secret), false);
    },
  },
  {
    name: "opens nothing by a key of a workspace that is closed, and does again once that is taken back",
    needs: "apiKeys",
    async run(subject) {
      const { provider } = subject;
      const { ref, secret } = await keyIn(subject);
      await provider.closeWorkspace(ref);
      assert.equal(await works(subject, secret), false);
      await provider.reopenWorkspace(ref);
      assert.equal(await works(subject, secret), true);
    },
  },
  {
    name: "tells of a key that is made, rotated and revoked, once each",
    needs: "apiKeys",
    async run(subject) {
      const { provider } = subject;
      const { ref, program, wanted } = await keyIn(subject);
      await subject.facts();
      const made = await provider.createApiKey({ ...program, ...wanted });
      const one = { ...program, keyId: made.key.id };
      const rotated = await provider.rotateApiKey({ ...one, until: inDays(1) });
      await Promise.all(Array.from({ length: 5 }, () => provider.revokeApiKey(one)));
      await provider.revokeApiKey(one);
      const data = { workspaceId: ref.workspaceId, serviceAccountId: program.serviceAccountId, keyId: made.key.id };
      const told = (await subject.facts()).map(({ type, data: what }) => [type, what]);
      assert.deepEqual(told, [
        ["identity.api_key_created", data],
        ["identity.api_key_rotated", { ...data, keyId: rotated.key.id, replacedKeyId: made.key.id }],
        ["identity.api_key_revoked", data],
      ]);
    },
  },
  {
    name: "rotates a key into one that is as it was, and lets the old one work for as long as was asked",
    needs: "apiKeys",
    async run(subject) {
      const { provider } = subject;
      const { ref, one, key, secret } = await keyIn(subject);
      subject.later(10 * 24);
      const rotated = await provider.rotateApiKey({ ...one, until: inDays(12) });
      const { name, permissions, expiresAt, createdAt } = rotated.key;
      assert.deepEqual([name, permissions], [key.name, key.permissions]);
      const lifetimeMs = key.expiresAt.getTime() - key.createdAt.getTime();
      assert.ok(Math.abs(expiresAt.getTime() - createdAt.getTime() - lifetimeMs) < 60_000);
      assert.deepEqual([await works(subject, secret), await works(subject, rotated.secret)], [true, true]);
      const old = (await keysOf(subject, ref.workspaceId)).find(({ id }) => id === key.id);
      assert.ok(old?.endsAt && Math.abs(old.endsAt.getTime() - inDays(12).getTime()) < 60_000);
      subject.later(3 * 24);
      assert.deepEqual([await works(subject, secret), await works(subject, rotated.secret)], [false, true]);
    },
  },
  {
    name: "lets no key outlive itself by being rotated",
    needs: "apiKeys",
    async run(subject) {
      const { provider } = subject;
      const { ref, one, key } = await keyIn(subject);
      subject.later(29 * 24);
      await provider.rotateApiKey({ ...one, until: inDays(36) });
      const old = (await keysOf(subject, ref.workspaceId)).find(({ id }) => id === key.id);
      assert.deepEqual(old?.endsAt, key.expiresAt);
    },
  },
  {
    name: "rotates a key once, also when several ask at the same time, and none that has ended",
    needs: "apiKeys",
    async run(subject) {
      const { provider } = subject;
      const { ref, program, one, wanted } = await keyIn(subject);
      const rotate = () => provider.rotateApiKey({ ...one, until: inDays(1) });
      const outcomes = await Promise.allSettled(Array.from({ length: 8 }, rotate));
      assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1);
      assert.equal((await keysOf(subject, ref.workspaceId)).length, 2);
      await assertRefused(rotate(), "identity.key_rotated");
      const revoked = await provider.createApiKey({ ...program, ...wanted });
      const ended = { ...program, keyId: revoked.key.id };
      await provider.revokeApiKey(ended);
      await assertRefused(provider.rotateApiKey({ ...ended, until: inDays(1) }), "identity.key_ended");
      const expired = await provider.createApiKey({ ...program, ...wanted });
      subject.later(31 * 24);
      const past = { ...program, keyId: expired.key.id, until: inDays(32) };
      await assertRefused(provider.rotateApiKey(past), "identity.key_ended");
    },
  },
  {
    name: "I-67: gives no key what its maker may not themselves, as of now, and lets nobody without the right near one",
    needs: "apiKeys",
    async run(subject) {
      const { provider } = subject;
      const { ana, ref, program, one, wanted } = await keyIn(subject, ["audit:read"]);
      const { id: role } = await provider.createRole({
        ...ref,
        name: "Keys",
        permissions: ["workspace:read", "key:manage", "project:read"],
      });
      const ben = await memberIn(subject, ana, role);
      const bens = { ...program, actorId: ben.id };
      await assertRefused(
        provider.createApiKey({ ...bens, ...wanted, permissions: ["project:read", "audit:read"] }),
        "identity.forbidden",
      );
      await assertRefused(provider.rotateApiKey({ ...one, actorId: ben.id, until: inDays(1) }), "identity.forbidden");
      await provider.createApiKey({ ...bens, ...wanted, permissions: READS });
      await provider.changeRole({ ...ref, userId: ben.id, role: "member" });
      for (const work of [
        () => provider.createApiKey({ ...bens, ...wanted, permissions: READS }),
        () => provider.rotateApiKey({ ...one, actorId: ben.id, until: inDays(1) }),
        () => provider.revokeApiKey({ ...one, actorId: ben.id }),
        () => provider.createServiceAccount({ ...ref, actorId: ben.id, name: "Mine" }),
        () => provider.renameServiceAccount({ ...bens, name: "Mine" }),
        () => provider.removeServiceAccount(bens),
      ]) {
        await assertRefused(work(), "identity.forbidden");
      }
    },
  },
  {
    name: "I-28: shows a stranger no program and no key, and those of another workspace nowhere",
    needs: "apiKeys",
    async run(subject) {
      const { provider } = subject;
      const { program, one, wanted } = await keyIn(subject);
      const eve = await newcomer(subject);
      const eves = await keyIn(subject);
      const asEve = { actorId: eve.id };
      for (const workspaceId of [one.workspaceId, ...NO_IDS]) {
        const there = { ...one, ...asEve, workspaceId };
        for (const work of [
          () => provider.createServiceAccount({ ...there, name: "Mine" }),
          () => provider.removeServiceAccount(there),
          () => provider.createApiKey({ ...there, ...wanted }),
          () => provider.revokeApiKey(there),
        ]) {
          await assertRefused(work(), "identity.workspace_not_found");
        }
      }
      for (const serviceAccountId of [eves.program.serviceAccountId, ...NO_IDS]) {
        const there = { ...one, serviceAccountId };
        for (const work of [
          () => provider.renameServiceAccount({ ...there, name: "Mine" }),
          () => provider.removeServiceAccount(there),
          () => provider.createApiKey({ ...program, serviceAccountId, ...wanted }),
          () => provider.revokeApiKey({ ...there, keyId: eves.key.id }),
        ]) {
          await assertRefused(work(), "identity.service_account_not_found");
        }
      }
      const failures = await Promise.all(
        [eves.key.id, ...NO_IDS].flatMap((keyId) => [
          failureOf(provider.revokeApiKey({ ...one, keyId })),
          failureOf(provider.rotateApiKey({ ...one, keyId, until: inDays(1) })),
        ]),
      );
      for (const failure of failures) assert.deepEqual(failure, failures[0]);
      assert.equal(failures[0]?.code, "identity.key_not_found");
      assert.equal(await works(subject, eves.secret), true);
    },
  },
  {
    name: "goes on letting a key in when whoever made it has left",
    needs: "apiKeys",
    async run(subject) {
      const { provider } = subject;
      const { ana, ref, program, wanted } = await keyIn(subject);
      const ben = await memberIn(subject, ana, "admin");
      const { secret } = await provider.createApiKey({ ...program, ...wanted, actorId: ben.id });
      await provider.removeMember({ ...ref, userId: ben.id });
      assert.equal(await works(subject, secret), true);
      const [latest] = await keysOf(subject, ref.workspaceId);
      assert.deepEqual(latest?.createdBy, { id: ben.id, name: ben.name });
    },
  },
  {
    name: "has one program of a name, whatever its case, also under a race",
    needs: "apiKeys",
    async run(subject) {
      const { provider } = subject;
      const { ref, program } = await programIn(subject);
      const named = ["Backup", "backup", "BACKUP", "bAckup"];
      const outcomes = await Promise.allSettled(named.map((name) => provider.createServiceAccount({ ...ref, name })));
      assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1);
      for (const work of [
        () => provider.createServiceAccount({ ...ref, name: "iMPORTER" }),
        () => provider.renameServiceAccount({ ...program, name: "BackUp" }),
      ]) {
        await assertRefused(work(), "identity.service_account_name_taken");
      }
      await provider.renameServiceAccount({ ...program, name: "IMPORTER" });
    },
  },
  {
    name: "has room for so many programs, and for so many keys of one that work",
    needs: "apiKeys",
    async run(subject) {
      const { provider } = subject;
      const { ref, program, one, wanted } = await keyIn(subject);
      const add = () => provider.createApiKey({ ...program, ...wanted });
      const more = await Promise.allSettled(Array.from({ length: LIMITS.keysPerServiceAccount }, add));
      assert.equal(more.filter(({ status }) => status === "fulfilled").length, LIMITS.keysPerServiceAccount - 1);
      await assertRefused(add(), "identity.too_many_keys");
      await assertRefused(provider.rotateApiKey({ ...one, until: inDays(1) }), "identity.too_many_keys");
      await provider.revokeApiKey(one);
      await add();
      const others = Array.from({ length: LIMITS.serviceAccountsPerWorkspace }, (_, index) =>
        provider.createServiceAccount({ ...ref, name: `Program ${index}` }),
      );
      const made = (await Promise.allSettled(others)).filter(({ status }) => status === "fulfilled");
      assert.equal(made.length, LIMITS.serviceAccountsPerWorkspace - 1);
      await assertRefused(
        provider.createServiceAccount({ ...ref, name: "One more" }),
        "identity.too_many_service_accounts",
      );
    },
  },
  {
    name: "notes when a key was last used, give or take a minute, and shows it for a while after its end",
    needs: "apiKeys",
    async run(subject) {
      const { ref, secret, one } = await keyIn(subject);
      const lastUsed = async () => (await keysOf(subject, ref.workspaceId))[0]?.lastUsedAt?.getTime() ?? 0;
      await works(subject, secret);
      const first = await lastUsed();
      assert.ok(Math.abs(first - Date.now()) < 60_000);
      await works(subject, secret);
      assert.equal(await lastUsed(), first);
      subject.later(2);
      await Promise.all(Array.from({ length: 5 }, () => works(subject, secret)));
      assert.ok((await lastUsed()) > first + 3_600_000);
      await subject.provider.revokeApiKey(one);
      subject.later(29 * 24);
      assert.equal((await keysOf(subject, ref.workspaceId)).length, 1);
      subject.later(2 * 24);
      assert.deepEqual(await keysOf(subject, ref.workspaceId), []);
    },
  },
];
