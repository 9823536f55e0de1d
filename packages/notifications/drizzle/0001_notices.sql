CREATE TABLE "notifications"."notices" (
	"user_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject" jsonb NOT NULL,
	"trigger_key" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone,
	CONSTRAINT "notices_user_id_id_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "notices_trigger" UNIQUE("user_id","trigger_key")
);
--> statement-breakpoint
ALTER TABLE "notifications"."notices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "notifications"."preferences" (
	"user_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"category" text NOT NULL,
	"email" boolean NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "preferences_user_id_id_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "preferences_category" UNIQUE("user_id","category"),
	CONSTRAINT "preferences_optional" CHECK ("notifications"."preferences"."category" in ('workspace_activity'))
);
--> statement-breakpoint
ALTER TABLE "notifications"."preferences" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "notifications"."report_inbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"report_id" text NOT NULL,
	"event" text NOT NULL,
	"status" text NOT NULL,
	"delivery_id" uuid,
	"receipts" integer DEFAULT 1 NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "report_inbox_report" UNIQUE("report_id"),
	CONSTRAINT "report_inbox_status" CHECK ("notifications"."report_inbox"."status" in ('applied', 'ignored'))
);
--> statement-breakpoint
ALTER TABLE "notifications"."report_inbox" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "notifications"."suppressions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"address_hash" text NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "suppressions_address" UNIQUE("address_hash"),
	CONSTRAINT "suppressions_reason" CHECK ("notifications"."suppressions"."reason" in ('bounced', 'complained'))
);
--> statement-breakpoint
ALTER TABLE "notifications"."suppressions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "notifications"."deliveries" DROP CONSTRAINT "deliveries_status";--> statement-breakpoint
ALTER TABLE "notifications"."deliveries" ADD COLUMN "reported_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "notices_unread" ON "notifications"."notices" USING btree ("user_id","id") WHERE "notifications"."notices"."read_at" is null;--> statement-breakpoint
ALTER TABLE "notifications"."deliveries" ADD CONSTRAINT "deliveries_status" CHECK ("notifications"."deliveries"."status" in ('queued', 'sending', 'accepted', 'skipped', 'failed', 'delayed', 'delivered', 'bounced', 'complained'));--> statement-breakpoint
CREATE POLICY "app_rw_rows" ON "notifications"."notices" AS PERMISSIVE FOR ALL TO "app_rw" USING (user_id = (select app.user_id())) WITH CHECK (user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "app_system_rows" ON "notifications"."notices" AS PERMISSIVE FOR ALL TO "app_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_migrator_rows" ON "notifications"."notices" AS PERMISSIVE FOR ALL TO "app_migrator" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_rw_rows" ON "notifications"."preferences" AS PERMISSIVE FOR ALL TO "app_rw" USING (user_id = (select app.user_id())) WITH CHECK (user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "app_system_rows" ON "notifications"."preferences" AS PERMISSIVE FOR ALL TO "app_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_migrator_rows" ON "notifications"."preferences" AS PERMISSIVE FOR ALL TO "app_migrator" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_system_rows" ON "notifications"."report_inbox" AS PERMISSIVE FOR ALL TO "app_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_migrator_rows" ON "notifications"."report_inbox" AS PERMISSIVE FOR ALL TO "app_migrator" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_system_rows" ON "notifications"."suppressions" AS PERMISSIVE FOR ALL TO "app_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_migrator_rows" ON "notifications"."suppressions" AS PERMISSIVE FOR ALL TO "app_migrator" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER TABLE "notifications"."notices" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT USAGE ON SCHEMA "notifications" TO app_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "notifications"."notices" TO app_rw;--> statement-breakpoint
GRANT USAGE ON SCHEMA "notifications" TO app_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "notifications"."notices" TO app_system;--> statement-breakpoint
GRANT USAGE ON SCHEMA "notifications" TO app_migrator;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "notifications"."notices" TO app_migrator;--> statement-breakpoint
ALTER TABLE "notifications"."preferences" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "notifications"."preferences" TO app_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "notifications"."preferences" TO app_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "notifications"."preferences" TO app_migrator;--> statement-breakpoint
ALTER TABLE "notifications"."report_inbox" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "notifications"."report_inbox" TO app_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "notifications"."report_inbox" TO app_migrator;--> statement-breakpoint
ALTER TABLE "notifications"."suppressions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "notifications"."suppressions" TO app_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "notifications"."suppressions" TO app_migrator;
