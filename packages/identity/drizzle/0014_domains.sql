CREATE TABLE "identity"."sign_in_connection" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"issuer" text NOT NULL,
	"client_id" text NOT NULL,
	"sealed_secret" text NOT NULL,
	"role" text NOT NULL,
	"custom_role_id" uuid,
	"is_on" boolean DEFAULT false NOT NULL,
	"is_required" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sign_in_connection_organizationId_unique" UNIQUE("organization_id"),
	CONSTRAINT "sign_in_connection_newcomers" CHECK ("identity"."sign_in_connection"."role" in ('member', 'viewer', 'custom')),
	CONSTRAINT "sign_in_connection_role_id" CHECK (("identity"."sign_in_connection"."role" = 'custom') = ("identity"."sign_in_connection"."custom_role_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "identity"."workspace_domain" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"domain" text NOT NULL,
	"token" text NOT NULL,
	"claimed_at" timestamp with time zone NOT NULL,
	"verified_at" timestamp with time zone,
	"checked_at" timestamp with time zone,
	"lost_at" timestamp with time zone,
	CONSTRAINT "workspace_domain_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "workspace_domain_id_unique" UNIQUE("id"),
	CONSTRAINT "workspace_domain_once" UNIQUE("organization_id","domain"),
	CONSTRAINT "workspace_domain_lower" CHECK ("identity"."workspace_domain"."domain" = lower("identity"."workspace_domain"."domain")),
	CONSTRAINT "workspace_domain_lost" CHECK ("identity"."workspace_domain"."lost_at" is null or "identity"."workspace_domain"."verified_at" is not null)
);
--> statement-breakpoint
ALTER TABLE "identity"."social_attempts" DROP CONSTRAINT "social_attempts_provider";--> statement-breakpoint
ALTER TABLE "identity"."waiting_sign_ins" ADD COLUMN "connection_id" uuid;--> statement-breakpoint
ALTER TABLE "identity"."session" ADD COLUMN "connection_id" uuid;--> statement-breakpoint
ALTER TABLE "identity"."sign_in_connection" ADD CONSTRAINT "sign_in_connection_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "identity"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."sign_in_connection" ADD CONSTRAINT "sign_in_connection_role" FOREIGN KEY ("organization_id","custom_role_id") REFERENCES "identity"."custom_role"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."workspace_domain" ADD CONSTRAINT "workspace_domain_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "identity"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sign_in_connection_organization_id_custom_role_id_index" ON "identity"."sign_in_connection" USING btree ("organization_id","custom_role_id");--> statement-breakpoint
CREATE UNIQUE INDEX "workspace_domain_verified" ON "identity"."workspace_domain" USING btree ("domain") WHERE "identity"."workspace_domain"."verified_at" is not null;--> statement-breakpoint
CREATE INDEX "workspace_domain_checked" ON "identity"."workspace_domain" USING btree ("checked_at") WHERE "identity"."workspace_domain"."verified_at" is not null;--> statement-breakpoint
ALTER TABLE "identity"."social_attempts" ADD CONSTRAINT "social_attempts_provider" CHECK (provider in ('google', 'github', 'apple', 'oidc') or provider like 'sso:%');--> statement-breakpoint
GRANT USAGE ON SCHEMA "identity" TO identity_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "identity"."sign_in_connection" TO identity_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "identity"."workspace_domain" TO identity_rw;

--> statement-breakpoint
-- By hand from here on: whoever was connected by a connection that is gone is not any more.
CREATE FUNCTION identity.end_connected_accounts() RETURNS trigger LANGUAGE plpgsql AS $function$
begin
  delete from identity.account where provider_id = 'sso:' || old.id;
  return null;
end
$function$;--> statement-breakpoint
CREATE TRIGGER end_connected_accounts AFTER DELETE ON identity.sign_in_connection FOR EACH ROW EXECUTE FUNCTION identity.end_connected_accounts();
