CREATE TABLE "identity"."social_attempts" (
	"key_hash" text PRIMARY KEY NOT NULL,
	"state_hash" text,
	"provider" text NOT NULL,
	"purpose" text NOT NULL,
	"user_id" uuid,
	"session_id" uuid,
	"next" text NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"subject" text,
	"email" text,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "social_attempts_stateHash_unique" UNIQUE("state_hash"),
	CONSTRAINT "social_attempts_provider" CHECK (provider in ('google', 'github', 'apple')),
	CONSTRAINT "social_attempts_purpose" CHECK (case "identity"."social_attempts"."purpose"
          when 'enter' then "identity"."social_attempts"."user_id" is null and "identity"."social_attempts"."session_id" is null and "identity"."social_attempts"."subject" is null
          when 'connect' then "identity"."social_attempts"."user_id" is not null and "identity"."social_attempts"."session_id" is not null and "identity"."social_attempts"."subject" is null
          when 'confirm' then "identity"."social_attempts"."user_id" is not null and "identity"."social_attempts"."session_id" is not null and "identity"."social_attempts"."subject" is null
          when 'newcomer' then "identity"."social_attempts"."user_id" is null and "identity"."social_attempts"."subject" is not null and "identity"."social_attempts"."email" is not null
          else false end)
);
--> statement-breakpoint
DROP INDEX "identity"."account_user_id_index";--> statement-breakpoint
ALTER TABLE "identity"."social_attempts" ADD CONSTRAINT "social_attempts_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "identity"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "social_attempts_expires_at_index" ON "identity"."social_attempts" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "social_attempts_user_id_index" ON "identity"."social_attempts" USING btree ("user_id");--> statement-breakpoint
ALTER TABLE "identity"."account" ADD CONSTRAINT "account_one_of_each" UNIQUE("user_id","provider_id");--> statement-breakpoint
GRANT USAGE ON SCHEMA "identity" TO identity_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "identity"."social_attempts" TO identity_rw;
