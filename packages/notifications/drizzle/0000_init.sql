CREATE SCHEMA "notifications";
--> statement-breakpoint
CREATE TABLE "notifications"."deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid,
	"user_id" uuid,
	"kind" text NOT NULL,
	"channel" text NOT NULL,
	"subject" jsonb NOT NULL,
	"trigger_key" text NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"recipient" text,
	"locale" text,
	"rendered" "bytea",
	"rendered_at" timestamp with time zone,
	"send_before" timestamp with time zone,
	"provider_ref" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	CONSTRAINT "deliveries_trigger" UNIQUE NULLS NOT DISTINCT("tenant_id","user_id","trigger_key"),
	CONSTRAINT "deliveries_status" CHECK ("notifications"."deliveries"."status" in ('queued', 'sending', 'accepted', 'skipped', 'failed')),
	CONSTRAINT "deliveries_channel" CHECK ("notifications"."deliveries"."channel" in ('email', 'sms')),
	CONSTRAINT "deliveries_locale" CHECK ("notifications"."deliveries"."locale" in ('en', 'id')),
	CONSTRAINT "deliveries_reason" CHECK (("notifications"."deliveries"."status" in ('skipped', 'failed')) = ("notifications"."deliveries"."reason" is not null)),
	CONSTRAINT "deliveries_accepted" CHECK ("notifications"."deliveries"."status" <> 'accepted' or "notifications"."deliveries"."accepted_at" is not null),
	CONSTRAINT "deliveries_rendered" CHECK (("notifications"."deliveries"."status" = 'sending') = ("notifications"."deliveries"."rendered" is not null)),
	CONSTRAINT "deliveries_letter" CHECK ("notifications"."deliveries"."rendered" is null or ("notifications"."deliveries"."recipient" is not null and "notifications"."deliveries"."rendered_at" is not null and "notifications"."deliveries"."send_before" is not null))
);
--> statement-breakpoint
ALTER TABLE "notifications"."deliveries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "deliveries_in_flight" ON "notifications"."deliveries" USING btree ("tenant_id","send_before") WHERE "notifications"."deliveries"."status" = 'sending';--> statement-breakpoint
CREATE POLICY "app_rw_rows" ON "notifications"."deliveries" AS PERMISSIVE FOR ALL TO "app_rw" USING (tenant_id = (select app.tenant_id()) or (tenant_id is null and (select app.tenant_id()) is null and user_id = (select app.user_id()))) WITH CHECK (tenant_id = (select app.tenant_id()) or (tenant_id is null and (select app.tenant_id()) is null and user_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "app_system_rows" ON "notifications"."deliveries" AS PERMISSIVE FOR ALL TO "app_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_migrator_rows" ON "notifications"."deliveries" AS PERMISSIVE FOR ALL TO "app_migrator" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER TABLE "notifications"."deliveries" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT USAGE ON SCHEMA "notifications" TO app_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "notifications"."deliveries" TO app_rw;--> statement-breakpoint
GRANT USAGE ON SCHEMA "notifications" TO app_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "notifications"."deliveries" TO app_system;--> statement-breakpoint
GRANT USAGE ON SCHEMA "notifications" TO app_migrator;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "notifications"."deliveries" TO app_migrator;
