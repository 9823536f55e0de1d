/**
 * What identity's triggers call, as the migrations in `packages/identity/drizzle` made it from `0001_facts.sql` on.
 * A second copy on purpose: whoever changes one of them in a migration has to say so
 * here, where a reviewer sees what runs on every write.
 */
const BODIES: Readonly<Record<string, string>> = {
  "identity.record_person": `
begin
  if tg_op = 'INSERT' then
    insert into identity.facts (id, type, user_id, data)
    values (gen_random_uuid(), 'identity.person_signed_up', new.id, jsonb_build_object('userId', new.id));
  elsif new.email_verified and not old.email_verified then
    insert into identity.facts (id, type, user_id, data)
    values (gen_random_uuid(), 'identity.address_verified', new.id, jsonb_build_object('userId', new.id));
  end if;
  return null;
end
`,
  "identity.record_terms": `
begin
  insert into identity.terms_acceptances (user_id, version, accepted_at)
  values (new.id, new.terms_version, new.terms_accepted_at) on conflict do nothing;
  return null;
end
`,
  "identity.record_workspace": `
begin
  if tg_op = 'DELETE' then
    -- Of no workspace: whatever belongs to this one is gone.
    insert into identity.facts (id, type, data)
    values (gen_random_uuid(), 'identity.workspace_deleted', jsonb_build_object('workspaceId', old.id));
    return null;
  end if;
  if tg_op = 'INSERT' then
    insert into identity.facts (id, type, tenant_id, data)
    values (gen_random_uuid(), 'identity.workspace_created', new.id, jsonb_build_object('workspaceId', new.id));
    return null;
  end if;
  if new.name is distinct from old.name then
    insert into identity.facts (id, type, tenant_id, data)
    values (gen_random_uuid(), 'identity.workspace_renamed', new.id, jsonb_build_object('workspaceId', new.id));
  end if;
  if new.slug is distinct from old.slug then
    insert into identity.facts (id, type, tenant_id, data)
    values (gen_random_uuid(), 'identity.workspace_moved', new.id, jsonb_build_object('workspaceId', new.id));
  end if;
  if (new.closed_at is null) <> (old.closed_at is null) then
    insert into identity.facts (id, type, tenant_id, data)
    values (
      gen_random_uuid(),
      case when new.closed_at is null then 'identity.workspace_reopened' else 'identity.workspace_closed' end,
      new.id, jsonb_build_object('workspaceId', new.id)
    );
  end if;
  return null;
end
`,
  "identity.record_member": `
declare
  one identity.member := case when tg_op = 'DELETE' then old else new end;
  said text := case tg_op when 'INSERT' then 'joined' when 'UPDATE' then 'role_changed' else 'removed' end;
  ids jsonb := jsonb_build_object('workspaceId', one.organization_id, 'userId', one.user_id);
begin
  -- A workspace that is deleted takes its members with it: that is one change, and not theirs.
  if not exists (select 1 from identity.organization where id = one.organization_id) then
    return null;
  end if;
  insert into identity.facts (id, type, tenant_id, data)
  values (
    gen_random_uuid(), 'identity.member_' || said, one.organization_id,
    case tg_op
      when 'DELETE' then ids
      else ids || jsonb_build_object('role', coalesce(one.custom_role_id::text, one.role))
    end
  );
  return null;
end
`,
  "identity.record_invitation": `
declare
  one identity.invitation := case when tg_op = 'DELETE' then old else new end;
  said text := case
    when tg_op = 'INSERT' then 'created'
    when tg_op = 'DELETE' then 'ended'
    when new.status = 'pending' then 'resent'
    when new.status = 'accepted' then 'accepted'
    when new.status in ('declined', 'revoked') then 'ended'
  end;
begin
  if said is null or not exists (select 1 from identity.organization where id = one.organization_id) then
    return null;
  end if;
  insert into identity.facts (id, type, tenant_id, data)
  values (
    gen_random_uuid(), 'identity.invitation_' || said, one.organization_id,
    jsonb_build_object('workspaceId', one.organization_id, 'invitationId', one.id)
  );
  return null;
end
`,
  "identity.record_role": `
declare
  one identity.custom_role := case when tg_op = 'DELETE' then old else new end;
  said text := case tg_op when 'INSERT' then 'created' when 'UPDATE' then 'changed' else 'removed' end;
begin
  if not exists (select 1 from identity.organization where id = one.organization_id) then
    return null;
  end if;
  insert into identity.facts (id, type, tenant_id, data)
  values (
    gen_random_uuid(), 'identity.role_' || said, one.organization_id,
    jsonb_build_object('workspaceId', one.organization_id, 'roleId', one.id)
  );
  return null;
end
`,
  "identity.record_team": `
declare
  one identity.team := case when tg_op = 'DELETE' then old else new end;
  said text := case tg_op when 'INSERT' then 'created' when 'UPDATE' then 'renamed' else 'removed' end;
begin
  if not exists (select 1 from identity.organization where id = one.organization_id) then
    return null;
  end if;
  insert into identity.facts (id, type, tenant_id, data)
  values (
    gen_random_uuid(), 'identity.team_' || said, one.organization_id,
    jsonb_build_object('workspaceId', one.organization_id, 'teamId', one.id)
  );
  return null;
end
`,
  "identity.record_team_member": `
declare
  one identity.team_member := case when tg_op = 'DELETE' then old else new end;
  said text := case tg_op when 'INSERT' then 'added' else 'removed' end;
begin
  -- A team or a membership that ends as a whole takes these with it: that is one change, and told of as such.
  if not exists (select 1 from identity.team where organization_id = one.organization_id and id = one.team_id)
    or not exists (select 1 from identity.member where organization_id = one.organization_id and user_id = one.user_id)
  then
    return null;
  end if;
  insert into identity.facts (id, type, tenant_id, data)
  values (
    gen_random_uuid(), 'identity.team_member_' || said, one.organization_id,
    jsonb_build_object('workspaceId', one.organization_id, 'teamId', one.team_id, 'userId', one.user_id)
  );
  return null;
end
`,
  "identity.record_service_account": `
declare
  one identity.service_account := case when tg_op = 'DELETE' then old else new end;
  said text := case tg_op when 'INSERT' then 'created' when 'UPDATE' then 'renamed' else 'removed' end;
begin
  if not exists (select 1 from identity.organization where id = one.organization_id) then
    return null;
  end if;
  insert into identity.facts (id, type, tenant_id, data)
  values (
    gen_random_uuid(), 'identity.service_account_' || said, one.organization_id,
    jsonb_build_object('workspaceId', one.organization_id, 'serviceAccountId', one.id)
  );
  return null;
end
`,
  "identity.record_api_key": `
declare
  said text := case when tg_op = 'UPDATE' then 'revoked' when new.replaces is null then 'created' else 'rotated' end;
begin
  -- A key that goes with its service account is told of as that.
  insert into identity.facts (id, type, tenant_id, data)
  values (
    gen_random_uuid(), 'identity.api_key_' || said, new.organization_id,
    jsonb_build_object(
      'workspaceId', new.organization_id, 'serviceAccountId', new.service_account_id, 'keyId', new.id
    ) || case said when 'rotated' then jsonb_build_object('replacedKeyId', new.replaces) else '{}' end
  );
  return null;
end
`,
  "identity.announce_facts": `
begin
  perform pg_notify('ninefold_outbox', '');
  return null;
end
`,
  "identity.require_owner": `
declare
  workspace uuid;
begin
  if tg_table_name = 'organization' then
    workspace := new.id;
  else
    workspace := old.organization_id;
  end if;
  -- Two owners who leave at once wait for each other here, and the second one sees what the first one did.
  perform 1 from identity.organization where id = workspace for no key update;
  if found and not exists (select 1 from identity.member where organization_id = workspace and role = 'owner') then
    raise exception 'a workspace needs an owner' using errcode = '23514', constraint = 'workspace_has_owner';
  end if;
  return null;
end
`,
  "identity.record_password": `
begin
  insert into identity.facts (id, type, user_id, data)
  values (gen_random_uuid(), 'identity.password_changed', new.user_id, jsonb_build_object('userId', new.user_id));
  return null;
end
`,
  "identity.end_password_resets": `
begin
  delete from identity.verification where value = new.user_id::text;
  delete from identity.mail_codes where user_id = new.user_id;
  return null;
end
`,
  "identity.record_first_password": `
begin
  -- The one of a sign-up belongs to a person who has not confirmed their address yet, and is told of as that.
  insert into identity.facts (id, type, user_id, data)
  select gen_random_uuid(), 'identity.password_changed', id, jsonb_build_object('userId', id)
  from identity."user" where id = new.user_id and email_verified;
  return null;
end
`,
  "identity.end_connected_accounts": `
begin
  delete from identity.account where provider_id = 'sso:' || old.id;
  return null;
end
`,
  "identity.end_waiting_sign_ins": `
begin
  delete from identity.waiting_sign_ins where user_id = new.user_id;
  return null;
end
`,
  "identity.add_usage": `
begin
  -- Of the rows that were really written: one that was known is not among them.
  insert into identity.usage_days as one (organization_id, meter, day, quantity)
  select tenant_id, meter, day, sum(quantity) from fresh group by 1, 2, 3 order by 1, 2, 3
  on conflict (organization_id, meter, day) do update set quantity = one.quantity + excluded.quantity;
  update identity.usage_days as one
  set highest = greatest(one.highest, (
    select sum(past.quantity) from identity.usage_days as past
    where past.organization_id = one.organization_id and past.meter = 'seats' and past.day <= one.day
  ))
  from (select distinct tenant_id, day from fresh where meter = 'seats') as changed
  where one.organization_id = changed.tenant_id and one.meter = 'seats' and one.day = changed.day;
  return null;
end
`,
  "identity.record_seat": `
declare
  one identity.member := case when tg_op = 'DELETE' then old else new end;
  moment timestamptz := clock_timestamp();
begin
  -- A workspace that is erased takes all that it used with it.
  if not exists (select 1 from identity.organization where id = one.organization_id) then
    return null;
  end if;
  insert into identity.usage (id, tenant_id, meter, quantity, from_at, to_at)
  values (
    gen_random_uuid(), one.organization_id, 'seats', case tg_op when 'DELETE' then -1 else 1 end, moment, moment
  );
  return null;
end
`,
  "identity.record_active_people": `
begin
  insert into identity.usage (id, tenant_id, meter, quantity, from_at, to_at)
  select gen_random_uuid(), organization_id, 'active_people', 1, first_seen_at, first_seen_at
  from fresh order by organization_id;
  return null;
end
`,
};

export const IDENTITY_FUNCTIONS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(BODIES).map(([name, body]) => [
    name,
    [
      `CREATE OR REPLACE FUNCTION ${name}()`,
      " RETURNS trigger",
      " LANGUAGE plpgsql",
      `AS $function$${body}$function$`,
    ].join("\n"),
  ]),
);

/** `schema.table.trigger`. */
export const IDENTITY_TRIGGERS: readonly string[] = [
  "identity.user.record",
  "identity.user.record_terms",
  "identity.organization.record",
  "identity.organization.record_change",
  "identity.organization.record_end",
  "identity.organization.record_deletion",
  "identity.member.record",
  "identity.member.record_role",
  "identity.invitation.record",
  "identity.invitation.record_answer",
  "identity.invitation.record_end",
  "identity.invitation.record_resent",
  "identity.custom_role.record",
  "identity.team.record",
  "identity.team.record_name",
  "identity.team_member.record",
  "identity.service_account.record",
  "identity.service_account.record_name",
  "identity.api_key.record",
  "identity.api_key.record_end",
  "identity.facts.announce",
  "identity.account.end_password_resets",
  "identity.account.record_password",
  "identity.account.end_waiting_sign_ins",
  "identity.account.end_password_resets_first",
  "identity.account.record_first_password",
  "identity.sign_in_connection.end_connected_accounts",
  "identity.organization.workspace_has_owner",
  "identity.member.workspace_keeps_owner",
  "identity.usage.add",
  "identity.member.record_seat",
  "identity.active_people.record",
];
