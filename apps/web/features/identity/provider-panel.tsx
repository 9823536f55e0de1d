"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";
import { Switch } from "../../ui/switch.tsx";
import { useToast } from "../../ui/toast.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { SignInSettingsCopy } from "./copy/single-sign-on.ts";
import { RecordLine } from "./domains-panel.tsx";
import { attempt } from "./failure.ts";
import { KeptInput } from "./kept-input.tsx";
import { rolesToInvite, type RoleWords, roleWord } from "./roles.ts";
import { removeProvider, saveProvider, switchProvider, testProvider } from "./sign-in-actions.ts";
import { textOf, useAttempt } from "./use-attempt.ts";
import type { InvitableRole, RoleGrant, SignInConnection, Workspace } from "./workspaces.ts";

interface ProviderView {
  readonly workspace: Workspace;
  readonly connection: SignInConnection | null;
  readonly copy: SignInSettingsCopy["connection"];
  readonly failures: FailureCopy;
}

interface ProviderPanelProps extends ProviderView {
  readonly redirectUri: string;
  readonly copied: string;
  readonly grants: readonly RoleGrant[];
  readonly roles: RoleWords;
}

/** The provider by which the people of the domains sign in. */
export function ProviderPanel({ redirectUri, copied, grants, roles, ...view }: ProviderPanelProps) {
  const { connection, copy } = view;
  return (
    <Panel title={copy.title} lead={copy.lead}>
      <div className="grid max-w-form gap-6">
        <div className="grid gap-1.5 text-13">
          <dl>
            <RecordLine name={copy.redirect} value={redirectUri} label={copy.copyRedirect} done={copied} />
          </dl>
          <p className="text-ink-faint">{copy.redirectHelp}</p>
        </div>
        <ProviderForm {...view} grants={grants} roles={roles} />
        {connection !== null && <ProviderState {...view} connection={connection} />}
      </div>
    </Panel>
  );
}

function ProviderForm({
  workspace,
  connection,
  copy,
  failures,
  grants,
  roles,
}: ProviderView & Pick<ProviderPanelProps, "grants" | "roles">) {
  const router = useRouter();
  const toast = useToast();
  const [role, setRole] = useState<InvitableRole>(connection?.role ?? "member");
  const { failure, submit, isPending } = useAttempt<true>(async (data) => {
    const [issuer, clientId] = [textOf(data, "issuer").trim(), textOf(data, "client-id").trim()];
    const clientSecret = textOf(data, "client-secret").trim();
    const isNew = connection === null || connection.issuer !== issuer;
    const missing = {
      ...(issuer === "" && { issuer: copy.missing }),
      ...(clientId === "" && { clientId: copy.missing }),
      ...(clientSecret === "" && isNew && { clientSecret: copy.secretMissing }),
    };
    if (Object.keys(missing).length > 0) return { failure: { fields: missing } };
    const work = async () => {
      await saveProvider(workspace.id, { issuer, clientId, role, ...(clientSecret !== "" && { clientSecret }) });
      toast({ title: copy.saved });
      router.refresh();
      return true as const;
    };
    const at = (field: string, text: string) => ({ field, text });
    const codes = {
      "identity.invalid_issuer": at("issuer", copy.invalidIssuer),
      "identity.client_secret_missing": at("clientSecret", copy.secretMissing),
      "identity.invalid_role": at("role", copy.invalidRole),
      "identity.role_not_found": at("role", copy.invalidRole),
      "identity.forbidden": at("role", copy.invalidRole),
    };
    const paths = { issuer: codes["identity.invalid_issuer"], clientId: at("clientId", copy.missing) };
    return attempt(work, { codes, paths }, failures);
  });
  const errors = failure?.fields ?? {};
  const options = rolesToInvite({ permissions: [...workspace.permissions, "invitation:manage"] }, grants)
    .filter((grant) => grant.role !== "admin")
    .map(({ role: value, name }) => ({ value, label: roleWord(value, name, roles) }));
  return (
    <Form action={submit} isPending={isPending} failure={failure}>
      <Field id="issuer" label={copy.issuer} help={copy.issuerHelp} error={errors.issuer}>
        {(control) => (
          <KeptInput
            {...control}
            name="issuer"
            type="url"
            required
            autoComplete="off"
            placeholder="https://login.example.com"
            defaultValue={connection?.issuer ?? ""}
          />
        )}
      </Field>
      <Field id="client-id" label={copy.clientId} error={errors.clientId}>
        {(control) => (
          <KeptInput
            {...control}
            name="client-id"
            required
            autoComplete="off"
            defaultValue={connection?.clientId ?? ""}
          />
        )}
      </Field>
      <Field
        id="client-secret"
        label={copy.secret}
        help={connection === null ? undefined : copy.secretKept}
        error={errors.clientSecret}
      >
        {(control) => (
          <KeptInput {...control} name="client-secret" type="password" autoComplete="off" defaultValue="" />
        )}
      </Field>
      <Field id="newcomer-role" label={copy.role} help={copy.roleHelp} error={errors.role}>
        {(control) => <Select {...control} value={role} onChange={setRole} options={options} />}
      </Field>
      <div>
        <Button
          type="submit"
          {...(connection === null && { look: "primary" as const })}
          pending={isPending ? copy.saving : undefined}
        >
          {copy.save}
        </Button>
      </div>
    </Form>
  );
}

type Work = "test" | "switch" | "require";

function ProviderState({
  workspace,
  connection,
  copy,
  failures,
}: ProviderView & { readonly connection: SignInConnection }) {
  const router = useRouter();
  const toast = useToast();
  const [busy, setBusy] = useState<Work>();
  const [said, setSaid] = useState<{ readonly tone: "good" | "bad"; readonly text: string }>();
  const { isOn, isRequired } = connection;
  const words = {
    codes: {
      "identity.issuer_refused": copy.refused,
      "identity.no_verified_domain": copy.noDomain,
      "identity.no_sign_in_connection": copy.gone,
    },
    failures,
  };

  async function run(work: Work, change: () => Promise<string | undefined>, good?: string): Promise<void> {
    setBusy(work);
    setSaid(undefined);
    const why = await change();
    setBusy(undefined);
    if (why !== undefined) setSaid({ tone: "bad", text: why });
    else if (good !== undefined) setSaid({ tone: "good", text: good });
    if (why === undefined && work !== "test") router.refresh();
  }

  return (
    <section className="grid gap-4 border-t border-line pt-6">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h3 className="flex items-center gap-2 text-14 font-medium text-ink">
            {copy.switchTitle} <Badge tone={isOn ? "good" : undefined}>{isOn ? copy.on : copy.off}</Badge>
          </h3>
          <p className="text-13 text-ink-faint">{isOn ? copy.switchOnText : copy.offText}</p>
        </div>
        <div className="flex gap-2">
          <Button
            size="small"
            pending={busy === "test" ? copy.testing : undefined}
            onClick={() => void run("test", () => testProvider(workspace.id, words), copy.tested)}
          >
            {copy.test}
          </Button>
          <Button
            size="small"
            {...(!isOn && { look: "primary" as const })}
            pending={busy === "switch" ? copy.switching : undefined}
            onClick={() => void run("switch", () => switchProvider(workspace.id, { isOn: !isOn }, words))}
          >
            {isOn ? copy.switchOff : copy.switchOn}
          </Button>
        </div>
      </div>
      {said !== undefined && <Notice tone={said.tone}>{said.text}</Notice>}
      <Switch
        id="required"
        label={copy.required}
        help={copy.requiredHelp}
        checked={isRequired}
        disabled={busy !== undefined}
        onChange={() => void run("require", () => switchProvider(workspace.id, { isRequired: !isRequired }, words))}
      />
      <div>
        <AlertDialog
          trigger={<Button size="small">{copy.remove}</Button>}
          title={copy.removeTitle}
          confirm={copy.remove}
          confirming={copy.removing}
          onConfirm={async () => {
            const why = await removeProvider(workspace.id, words);
            if (why !== undefined) return why;
            toast({ title: copy.removed });
            router.refresh();
            return undefined;
          }}
        >
          {copy.removeText}
        </AlertDialog>
      </div>
    </section>
  );
}
