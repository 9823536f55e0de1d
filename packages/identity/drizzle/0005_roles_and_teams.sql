CREATE TABLE "identity"."custom_role" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"permissions" text[] NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "custom_role_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "custom_role_is_no_owner" CHECK (not ('workspace:transfer' = any ("identity"."custom_role"."permissions")))
);
--> statement-breakpoint
CREATE TABLE "identity"."former_slug" (
	"slug" text PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"retired_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identity"."team" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "team_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "identity"."team_member" (
	"organization_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "team_member_organization_id_team_id_user_id_pk" PRIMARY KEY("organization_id","team_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "identity"."invitation" DROP CONSTRAINT "invitation_role";--> statement-breakpoint
ALTER TABLE "identity"."member" DROP CONSTRAINT "member_role";--> statement-breakpoint
DROP INDEX "identity"."invitation_organization_id_created_at_index";--> statement-breakpoint
ALTER TABLE "identity"."invitation" ADD COLUMN "custom_role_id" uuid;--> statement-breakpoint
ALTER TABLE "identity"."invitation" ADD COLUMN "team_id" uuid;--> statement-breakpoint
ALTER TABLE "identity"."invitation" ADD COLUMN "sent_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "identity"."invitation" ADD COLUMN "sends" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
UPDATE "identity"."invitation" SET "sent_at" = "created_at";--> statement-breakpoint
ALTER TABLE "identity"."member" ADD COLUMN "custom_role_id" uuid;--> statement-breakpoint
ALTER TABLE "identity"."custom_role" ADD CONSTRAINT "custom_role_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "identity"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."former_slug" ADD CONSTRAINT "former_slug_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "identity"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."team" ADD CONSTRAINT "team_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "identity"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."team_member" ADD CONSTRAINT "team_member_team" FOREIGN KEY ("organization_id","team_id") REFERENCES "identity"."team"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."team_member" ADD CONSTRAINT "team_member_member" FOREIGN KEY ("organization_id","user_id") REFERENCES "identity"."member"("organization_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "custom_role_name" ON "identity"."custom_role" USING btree ("organization_id",lower("name"));--> statement-breakpoint
CREATE INDEX "former_slug_organization_id_index" ON "identity"."former_slug" USING btree ("organization_id");--> statement-breakpoint
CREATE UNIQUE INDEX "team_name" ON "identity"."team" USING btree ("organization_id",lower("name"));--> statement-breakpoint
CREATE INDEX "team_member_organization_id_user_id_index" ON "identity"."team_member" USING btree ("organization_id","user_id");--> statement-breakpoint
ALTER TABLE "identity"."invitation" ADD CONSTRAINT "invitation_custom_role" FOREIGN KEY ("organization_id","custom_role_id") REFERENCES "identity"."custom_role"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."invitation" ADD CONSTRAINT "invitation_team" FOREIGN KEY ("organization_id","team_id") REFERENCES "identity"."team"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."member" ADD CONSTRAINT "member_custom_role" FOREIGN KEY ("organization_id","custom_role_id") REFERENCES "identity"."custom_role"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invitation_organization_id_sent_at_index" ON "identity"."invitation" USING btree ("organization_id","sent_at");--> statement-breakpoint
CREATE INDEX "invitation_organization_id_custom_role_id_index" ON "identity"."invitation" USING btree ("organization_id","custom_role_id");--> statement-breakpoint
CREATE INDEX "invitation_organization_id_team_id_index" ON "identity"."invitation" USING btree ("organization_id","team_id");--> statement-breakpoint
CREATE INDEX "member_organization_id_custom_role_id_index" ON "identity"."member" USING btree ("organization_id","custom_role_id");--> statement-breakpoint
ALTER TABLE "identity"."invitation" ADD CONSTRAINT "invitation_custom_role_id" CHECK (case when "identity"."invitation"."role" = 'custom' then "identity"."invitation"."status" <> 'pending' or "identity"."invitation"."custom_role_id" is not null else "identity"."invitation"."custom_role_id" is null end);--> statement-breakpoint
ALTER TABLE "identity"."invitation" ADD CONSTRAINT "invitation_role" CHECK ("identity"."invitation"."role" in ('admin', 'member', 'viewer', 'custom'));--> statement-breakpoint
ALTER TABLE "identity"."member" ADD CONSTRAINT "member_custom_role_id" CHECK (("identity"."member"."role" = 'custom') = ("identity"."member"."custom_role_id" is not null));--> statement-breakpoint
ALTER TABLE "identity"."member" ADD CONSTRAINT "member_role" CHECK ("identity"."member"."role" in ('owner', 'admin', 'member', 'viewer', 'custom'));--> statement-breakpoint
GRANT USAGE ON SCHEMA "identity" TO identity_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "identity"."custom_role" TO identity_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "identity"."former_slug" TO identity_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "identity"."team" TO identity_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "identity"."team_member" TO identity_rw;--> statement-breakpoint
CREATE OR REPLACE FUNCTION identity.record_workspace() RETURNS trigger LANGUAGE plpgsql AS $function$
begin
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
  return null;
end
$function$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION identity.record_member() RETURNS trigger LANGUAGE plpgsql AS $function$
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
$function$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION identity.record_invitation() RETURNS trigger LANGUAGE plpgsql AS $function$
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
$function$;--> statement-breakpoint
CREATE FUNCTION identity.record_role() RETURNS trigger LANGUAGE plpgsql AS $function$
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
$function$;--> statement-breakpoint
CREATE FUNCTION identity.record_team() RETURNS trigger LANGUAGE plpgsql AS $function$
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
$function$;--> statement-breakpoint
CREATE FUNCTION identity.record_team_member() RETURNS trigger LANGUAGE plpgsql AS $function$
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
$function$;--> statement-breakpoint
CREATE TRIGGER record_change AFTER UPDATE OF name, slug ON identity.organization FOR EACH ROW WHEN (old.name IS DISTINCT FROM new.name OR old.slug IS DISTINCT FROM new.slug) EXECUTE FUNCTION identity.record_workspace();--> statement-breakpoint
DROP TRIGGER record_role ON identity.member;--> statement-breakpoint
CREATE TRIGGER record_role AFTER UPDATE OF role, custom_role_id ON identity.member FOR EACH ROW WHEN (old.role IS DISTINCT FROM new.role OR old.custom_role_id IS DISTINCT FROM new.custom_role_id) EXECUTE FUNCTION identity.record_member();--> statement-breakpoint
CREATE TRIGGER record_resent AFTER UPDATE OF sent_at ON identity.invitation FOR EACH ROW WHEN (new.status = 'pending' AND old.sent_at IS DISTINCT FROM new.sent_at) EXECUTE FUNCTION identity.record_invitation();--> statement-breakpoint
CREATE TRIGGER record AFTER INSERT OR UPDATE OR DELETE ON identity.custom_role FOR EACH ROW EXECUTE FUNCTION identity.record_role();--> statement-breakpoint
CREATE TRIGGER record AFTER INSERT OR DELETE ON identity.team FOR EACH ROW EXECUTE FUNCTION identity.record_team();--> statement-breakpoint
CREATE TRIGGER record_name AFTER UPDATE OF name ON identity.team FOR EACH ROW WHEN (old.name IS DISTINCT FROM new.name) EXECUTE FUNCTION identity.record_team();--> statement-breakpoint
CREATE TRIGGER record AFTER INSERT OR DELETE ON identity.team_member FOR EACH ROW EXECUTE FUNCTION identity.record_team_member();
