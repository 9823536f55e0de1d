CREATE FUNCTION identity.record_person() RETURNS trigger LANGUAGE plpgsql AS $function$
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
$function$;--> statement-breakpoint
CREATE FUNCTION identity.record_terms() RETURNS trigger LANGUAGE plpgsql AS $function$
begin
  insert into identity.terms_acceptances (user_id, version, accepted_at)
  values (new.id, new.terms_version, new.terms_accepted_at) on conflict do nothing;
  return null;
end
$function$;--> statement-breakpoint
CREATE FUNCTION identity.record_workspace() RETURNS trigger LANGUAGE plpgsql AS $function$
begin
  insert into identity.facts (id, type, tenant_id, data)
  values (gen_random_uuid(), 'identity.workspace_created', new.id, jsonb_build_object('workspaceId', new.id));
  return null;
end
$function$;--> statement-breakpoint
CREATE FUNCTION identity.record_member() RETURNS trigger LANGUAGE plpgsql AS $function$
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
    case tg_op when 'DELETE' then ids else ids || jsonb_build_object('role', one.role) end
  );
  return null;
end
$function$;--> statement-breakpoint
CREATE FUNCTION identity.record_invitation() RETURNS trigger LANGUAGE plpgsql AS $function$
declare
  one identity.invitation := case when tg_op = 'DELETE' then old else new end;
  said text := case
    when tg_op = 'INSERT' then 'created'
    when tg_op = 'DELETE' then 'ended'
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
$function$;--> statement-breakpoint
CREATE FUNCTION identity.announce_facts() RETURNS trigger LANGUAGE plpgsql AS $function$
begin
  perform pg_notify('ninefold_outbox', '');
  return null;
end
$function$;--> statement-breakpoint
CREATE FUNCTION identity.require_owner() RETURNS trigger LANGUAGE plpgsql AS $function$
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
$function$;--> statement-breakpoint
CREATE FUNCTION identity.end_password_resets() RETURNS trigger LANGUAGE plpgsql AS $function$
begin
  delete from identity.verification where value = new.user_id::text;
  return null;
end
$function$;--> statement-breakpoint
CREATE TRIGGER record AFTER INSERT OR UPDATE OF email_verified ON identity."user" FOR EACH ROW EXECUTE FUNCTION identity.record_person();--> statement-breakpoint
CREATE TRIGGER record_terms AFTER INSERT OR UPDATE OF terms_version ON identity."user" FOR EACH ROW WHEN (new.terms_version IS NOT NULL) EXECUTE FUNCTION identity.record_terms();--> statement-breakpoint
CREATE TRIGGER record AFTER INSERT ON identity.organization FOR EACH ROW EXECUTE FUNCTION identity.record_workspace();--> statement-breakpoint
CREATE TRIGGER record AFTER INSERT OR DELETE ON identity.member FOR EACH ROW EXECUTE FUNCTION identity.record_member();--> statement-breakpoint
CREATE TRIGGER record_role AFTER UPDATE OF role ON identity.member FOR EACH ROW WHEN (old.role IS DISTINCT FROM new.role) EXECUTE FUNCTION identity.record_member();--> statement-breakpoint
CREATE TRIGGER record AFTER INSERT ON identity.invitation FOR EACH ROW EXECUTE FUNCTION identity.record_invitation();--> statement-breakpoint
CREATE TRIGGER record_answer AFTER UPDATE OF status ON identity.invitation FOR EACH ROW WHEN (old.status = 'pending' AND new.status <> 'pending') EXECUTE FUNCTION identity.record_invitation();--> statement-breakpoint
CREATE TRIGGER record_end AFTER DELETE ON identity.invitation FOR EACH ROW WHEN (old.status = 'pending') EXECUTE FUNCTION identity.record_invitation();--> statement-breakpoint
CREATE TRIGGER announce AFTER INSERT ON identity.facts FOR EACH STATEMENT EXECUTE FUNCTION identity.announce_facts();--> statement-breakpoint
CREATE TRIGGER end_password_resets AFTER UPDATE OF password ON identity.account FOR EACH ROW WHEN (old.password IS DISTINCT FROM new.password) EXECUTE FUNCTION identity.end_password_resets();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER workspace_has_owner AFTER INSERT ON identity.organization DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION identity.require_owner();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER workspace_keeps_owner AFTER DELETE OR UPDATE OF role, organization_id ON identity.member DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (old.role = 'owner') EXECUTE FUNCTION identity.require_owner();
