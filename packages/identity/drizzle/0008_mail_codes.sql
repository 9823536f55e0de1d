CREATE TABLE "identity"."mail_codes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"bound_to" text NOT NULL,
	"email" text NOT NULL,
	"code_hash" text,
	"token_hash" text,
	"tries" integer DEFAULT 0 NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	CONSTRAINT "mail_codes_tokenHash_unique" UNIQUE("token_hash"),
	CONSTRAINT "mail_codes_purpose_boundTo_unique" UNIQUE("purpose","bound_to"),
	CONSTRAINT "mail_codes_purpose" CHECK ("identity"."mail_codes"."purpose" in ('sign-in', 'confirmation')),
	CONSTRAINT "mail_codes_minted" CHECK (("identity"."mail_codes"."code_hash" is null) = ("identity"."mail_codes"."expires_at" is null))
);
--> statement-breakpoint
ALTER TABLE "identity"."mail_codes" ADD CONSTRAINT "mail_codes_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "identity"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mail_codes_user_id_index" ON "identity"."mail_codes" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "mail_codes_asked_at_index" ON "identity"."mail_codes" USING btree ("asked_at");--> statement-breakpoint
GRANT USAGE ON SCHEMA "identity" TO identity_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "identity"."mail_codes" TO identity_rw;
--> statement-breakpoint
-- A password of the person's own ends what was mailed before, also where it is their first one.
CREATE OR REPLACE FUNCTION identity.end_password_resets() RETURNS trigger LANGUAGE plpgsql AS $function$
begin
  delete from identity.verification where value = new.user_id::text;
  delete from identity.mail_codes where user_id = new.user_id;
  return null;
end
$function$;--> statement-breakpoint
CREATE FUNCTION identity.record_first_password() RETURNS trigger LANGUAGE plpgsql AS $function$
begin
  -- The one of a sign-up belongs to a person who has not confirmed their address yet, and is told of as that.
  insert into identity.facts (id, type, user_id, data)
  select gen_random_uuid(), 'identity.password_changed', id, jsonb_build_object('userId', id)
  from identity."user" where id = new.user_id and email_verified;
  return null;
end
$function$;--> statement-breakpoint
CREATE TRIGGER end_password_resets_first AFTER INSERT ON identity.account FOR EACH ROW WHEN (new.password IS NOT NULL) EXECUTE FUNCTION identity.end_password_resets();--> statement-breakpoint
CREATE TRIGGER record_first_password AFTER INSERT ON identity.account FOR EACH ROW WHEN (new.password IS NOT NULL) EXECUTE FUNCTION identity.record_first_password();
