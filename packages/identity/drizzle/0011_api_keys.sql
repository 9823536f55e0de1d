CREATE TABLE "identity"."api_key" (
	"organization_id" uuid NOT NULL,
	"service_account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"hash" text NOT NULL,
	"permissions" text[] NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid,
	"expires_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"replaces" uuid,
	CONSTRAINT "api_key_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "api_key_hash_unique" UNIQUE("hash"),
	CONSTRAINT "api_key_decides_nothing" CHECK (not ("identity"."api_key"."permissions" && array['workspace:update', 'workspace:transfer', 'workspace:delete', 'member:manage', 'invitation:manage', 'role:manage', 'team:manage', 'key:manage', 'billing:manage'])),
	CONSTRAINT "api_key_lifetime" CHECK ("identity"."api_key"."expires_at" > "identity"."api_key"."created_at" and "identity"."api_key"."expires_at" <= "identity"."api_key"."created_at" + interval '366 days'),
	CONSTRAINT "api_key_end" CHECK ("identity"."api_key"."ends_at" <= "identity"."api_key"."expires_at")
);
--> statement-breakpoint
CREATE TABLE "identity"."service_account" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid,
	CONSTRAINT "service_account_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "identity"."api_key" ADD CONSTRAINT "api_key_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "identity"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."api_key" ADD CONSTRAINT "api_key_service_account" FOREIGN KEY ("organization_id","service_account_id") REFERENCES "identity"."service_account"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."service_account" ADD CONSTRAINT "service_account_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "identity"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."service_account" ADD CONSTRAINT "service_account_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "identity"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_key_organization_id_service_account_id_index" ON "identity"."api_key" USING btree ("organization_id","service_account_id");--> statement-breakpoint
CREATE INDEX "api_key_created_by_index" ON "identity"."api_key" USING btree ("created_by");--> statement-breakpoint
CREATE UNIQUE INDEX "service_account_name" ON "identity"."service_account" USING btree ("organization_id",lower("name"));--> statement-breakpoint
CREATE INDEX "service_account_created_by_index" ON "identity"."service_account" USING btree ("created_by");--> statement-breakpoint
GRANT USAGE ON SCHEMA "identity" TO identity_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "identity"."api_key" TO identity_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "identity"."service_account" TO identity_rw;
--> statement-breakpoint
-- By hand from here on: what is told of programs and their keys.
CREATE FUNCTION identity.record_service_account() RETURNS trigger LANGUAGE plpgsql AS $function$
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
$function$;--> statement-breakpoint
CREATE FUNCTION identity.record_api_key() RETURNS trigger LANGUAGE plpgsql AS $function$
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
$function$;--> statement-breakpoint
CREATE TRIGGER record AFTER INSERT OR DELETE ON identity.service_account FOR EACH ROW EXECUTE FUNCTION identity.record_service_account();--> statement-breakpoint
CREATE TRIGGER record_name AFTER UPDATE OF name ON identity.service_account FOR EACH ROW WHEN (old.name IS DISTINCT FROM new.name) EXECUTE FUNCTION identity.record_service_account();--> statement-breakpoint
CREATE TRIGGER record AFTER INSERT ON identity.api_key FOR EACH ROW EXECUTE FUNCTION identity.record_api_key();--> statement-breakpoint
CREATE TRIGGER record_end AFTER UPDATE OF revoked_at ON identity.api_key FOR EACH ROW WHEN (old.revoked_at IS NULL AND new.revoked_at IS NOT NULL) EXECUTE FUNCTION identity.record_api_key();
