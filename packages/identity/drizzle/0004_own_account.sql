CREATE TABLE "identity"."address_changes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"old_email" text NOT NULL,
	"new_email" text NOT NULL,
	"old_token_hash" text,
	"new_token_hash" text,
	"old_agreed" boolean DEFAULT false NOT NULL,
	"new_agreed" boolean DEFAULT false NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "address_changes_userId_unique" UNIQUE("user_id"),
	CONSTRAINT "address_changes_oldTokenHash_unique" UNIQUE("old_token_hash"),
	CONSTRAINT "address_changes_newTokenHash_unique" UNIQUE("new_token_hash"),
	CONSTRAINT "address_changes_email_lower" CHECK ("identity"."address_changes"."new_email" = lower("identity"."address_changes"."new_email"))
);
--> statement-breakpoint
CREATE TABLE "identity"."sign_in_attempts" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"last_failed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "identity"."session" ADD COLUMN "authenticated_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "identity"."address_changes" ADD CONSTRAINT "address_changes_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "identity"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sign_in_attempts_last_failed_at_index" ON "identity"."sign_in_attempts" USING btree ("last_failed_at");--> statement-breakpoint
GRANT USAGE ON SCHEMA "identity" TO identity_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "identity"."address_changes" TO identity_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "identity"."sign_in_attempts" TO identity_rw;
--> statement-breakpoint
CREATE FUNCTION identity.record_password() RETURNS trigger LANGUAGE plpgsql AS $function$
begin
  insert into identity.facts (id, type, user_id, data)
  values (gen_random_uuid(), 'identity.password_changed', new.user_id, jsonb_build_object('userId', new.user_id));
  return null;
end
$function$;--> statement-breakpoint
CREATE TRIGGER record_password AFTER UPDATE OF password ON identity.account FOR EACH ROW WHEN (new.password IS NOT NULL AND old.password IS DISTINCT FROM new.password) EXECUTE FUNCTION identity.record_password();
