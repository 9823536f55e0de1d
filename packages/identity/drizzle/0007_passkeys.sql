CREATE TABLE "identity"."passkey" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"credential_id" text NOT NULL,
	"public_key" "bytea" NOT NULL,
	"counter" bigint NOT NULL,
	"is_synced" boolean NOT NULL,
	"transports" text[] NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "passkey_credentialId_unique" UNIQUE("credential_id")
);
--> statement-breakpoint
CREATE TABLE "identity"."spent_challenges" (
	"hash" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "identity"."passkey" ADD CONSTRAINT "passkey_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "identity"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "passkey_user_id_index" ON "identity"."passkey" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "spent_challenges_expires_at_index" ON "identity"."spent_challenges" USING btree ("expires_at");--> statement-breakpoint
GRANT USAGE ON SCHEMA "identity" TO identity_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "identity"."passkey" TO identity_rw;--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON "identity"."spent_challenges" TO identity_rw;
