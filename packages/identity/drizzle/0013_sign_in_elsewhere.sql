CREATE TABLE "identity"."logout_notices" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "identity"."social_attempts" DROP CONSTRAINT "social_attempts_provider";--> statement-breakpoint
ALTER TABLE "identity"."session" ADD COLUMN "vendor_session" text;--> statement-breakpoint
ALTER TABLE "identity"."social_attempts" ADD COLUMN "vendor_session" text;--> statement-breakpoint
ALTER TABLE "identity"."social_attempts" ADD COLUMN "authenticated_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "logout_notices_expires_at_index" ON "identity"."logout_notices" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "session_vendor_session_index" ON "identity"."session" USING btree ("vendor_session");--> statement-breakpoint
ALTER TABLE "identity"."social_attempts" ADD CONSTRAINT "social_attempts_provider" CHECK (provider in ('google', 'github', 'apple', 'oidc'));--> statement-breakpoint
GRANT USAGE ON SCHEMA "identity" TO identity_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "identity"."logout_notices" TO identity_rw;
