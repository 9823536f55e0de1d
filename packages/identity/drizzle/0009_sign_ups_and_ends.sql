CREATE TABLE "identity"."sign_up_windows" (
	"key" text PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"count" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "identity"."custom_role" DROP CONSTRAINT "custom_role_is_no_owner";--> statement-breakpoint
ALTER TABLE "identity"."former_slug" DROP CONSTRAINT "former_slug_organization_id_organization_id_fk";
--> statement-breakpoint
ALTER TABLE "identity"."former_slug" ALTER COLUMN "organization_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "identity"."organization" ADD COLUMN "closed_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "sign_up_windows_started_at_index" ON "identity"."sign_up_windows" USING btree ("started_at");--> statement-breakpoint
ALTER TABLE "identity"."former_slug" ADD CONSTRAINT "former_slug_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "identity"."organization"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "organization_closed" ON "identity"."organization" USING btree ("closed_at") WHERE "identity"."organization"."closed_at" is not null;--> statement-breakpoint
ALTER TABLE "identity"."custom_role" ADD CONSTRAINT "custom_role_is_no_owner" CHECK (not ("identity"."custom_role"."permissions" && array['workspace:transfer', 'workspace:delete']));--> statement-breakpoint
GRANT USAGE ON SCHEMA "identity" TO identity_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "identity"."sign_up_windows" TO identity_rw;
--> statement-breakpoint
-- By hand from here on: what is told of an end.
CREATE OR REPLACE FUNCTION identity.record_workspace() RETURNS trigger LANGUAGE plpgsql AS $function$
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
$function$;--> statement-breakpoint
CREATE TRIGGER record_end AFTER UPDATE OF closed_at ON identity.organization FOR EACH ROW WHEN ((old.closed_at IS NULL) <> (new.closed_at IS NULL)) EXECUTE FUNCTION identity.record_workspace();--> statement-breakpoint
CREATE TRIGGER record_deletion AFTER DELETE ON identity.organization FOR EACH ROW EXECUTE FUNCTION identity.record_workspace();
