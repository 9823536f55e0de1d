CREATE SCHEMA "billing";
--> statement-breakpoint
CREATE TABLE "billing"."checkouts" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"operation_key" text NOT NULL,
	"vendor" text NOT NULL,
	"plan_key" text NOT NULL,
	"interval" text NOT NULL,
	"status" text NOT NULL,
	"ref" text,
	"url" text,
	"expires_at" timestamp with time zone,
	"claimed_until" timestamp with time zone NOT NULL,
	"last_error" text,
	"check_at" timestamp with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "checkouts_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "checkouts_operation" UNIQUE("tenant_id","operation_key"),
	CONSTRAINT "checkouts_interval" CHECK ("billing"."checkouts"."interval" in ('month', 'year')),
	CONSTRAINT "checkouts_status" CHECK ("billing"."checkouts"."status" in ('intent', 'open', 'paid', 'failed', 'expired')),
	CONSTRAINT "checkouts_open" CHECK ("billing"."checkouts"."status" <> 'open' or ("billing"."checkouts"."ref" is not null and "billing"."checkouts"."url" is not null))
);
--> statement-breakpoint
ALTER TABLE "billing"."checkouts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "billing"."provider_refs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"vendor" text NOT NULL,
	"ref" text NOT NULL,
	"tenant_id" uuid,
	"version" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "provider_refs_ref" UNIQUE("vendor","ref")
);
--> statement-breakpoint
ALTER TABLE "billing"."provider_refs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "billing"."reservations" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"meter" text NOT NULL,
	"key" text NOT NULL,
	"period_start" timestamp with time zone NOT NULL,
	"quantity" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"released_at" timestamp with time zone,
	CONSTRAINT "reservations_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "reservations_key" UNIQUE("tenant_id","meter","key"),
	CONSTRAINT "reservations_quantity" CHECK ("billing"."reservations"."quantity" > 0)
);
--> statement-breakpoint
ALTER TABLE "billing"."reservations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "billing"."subscriptions" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"vendor" text NOT NULL,
	"ref" text NOT NULL,
	"customer_ref" text NOT NULL,
	"plan_key" text NOT NULL,
	"interval" text NOT NULL,
	"status" text NOT NULL,
	"current_period_start" timestamp with time zone NOT NULL,
	"current_period_end" timestamp with time zone NOT NULL,
	"cancel_at_period_end" boolean NOT NULL,
	"trial_ends_at" timestamp with time zone,
	"past_due_since" timestamp with time zone,
	"grace_ends_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"fetched_at" timestamp with time zone NOT NULL,
	"check_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "subscriptions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "subscriptions_ref" UNIQUE("tenant_id","vendor","ref"),
	CONSTRAINT "subscriptions_interval" CHECK ("billing"."subscriptions"."interval" in ('month', 'year')),
	CONSTRAINT "subscriptions_status" CHECK ("billing"."subscriptions"."status" in ('incomplete', 'trialing', 'active', 'past_due', 'unpaid', 'paused', 'ended')),
	CONSTRAINT "subscriptions_trial" CHECK (("billing"."subscriptions"."status" = 'trialing') = ("billing"."subscriptions"."trial_ends_at" is not null)),
	CONSTRAINT "subscriptions_past_due" CHECK (("billing"."subscriptions"."status" = 'past_due') = ("billing"."subscriptions"."past_due_since" is not null)),
	CONSTRAINT "subscriptions_ended" CHECK (("billing"."subscriptions"."status" = 'ended') = ("billing"."subscriptions"."ended_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "billing"."subscriptions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "billing"."usage" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"meter" text NOT NULL,
	"period_start" timestamp with time zone NOT NULL,
	"used" integer NOT NULL,
	CONSTRAINT "usage_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "usage_period" UNIQUE("tenant_id","meter","period_start"),
	CONSTRAINT "usage_not_negative" CHECK ("billing"."usage"."used" >= 0)
);
--> statement-breakpoint
ALTER TABLE "billing"."usage" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "billing"."webhook_inbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"vendor" text NOT NULL,
	"delivery_id" text NOT NULL,
	"status" text NOT NULL,
	"signals" jsonb NOT NULL,
	"receipts" integer DEFAULT 1 NOT NULL,
	"last_error" text,
	"sent_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"applied_at" timestamp with time zone,
	CONSTRAINT "webhook_inbox_delivery" UNIQUE("vendor","delivery_id"),
	CONSTRAINT "webhook_inbox_status" CHECK ("billing"."webhook_inbox"."status" in ('received', 'applied', 'ignored')),
	CONSTRAINT "webhook_inbox_applied" CHECK (("billing"."webhook_inbox"."status" = 'applied') = ("billing"."webhook_inbox"."applied_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "billing"."webhook_inbox" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "checkouts_due" ON "billing"."checkouts" USING btree ("tenant_id","check_at") WHERE "billing"."checkouts"."check_at" is not null;--> statement-breakpoint
CREATE INDEX "subscriptions_due" ON "billing"."subscriptions" USING btree ("tenant_id","check_at") WHERE "billing"."subscriptions"."check_at" is not null;--> statement-breakpoint
CREATE POLICY "app_rw_rows" ON "billing"."checkouts" AS PERMISSIVE FOR ALL TO "app_rw" USING (tenant_id = (select app.tenant_id())) WITH CHECK (tenant_id = (select app.tenant_id()));--> statement-breakpoint
CREATE POLICY "app_system_rows" ON "billing"."checkouts" AS PERMISSIVE FOR ALL TO "app_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_migrator_rows" ON "billing"."checkouts" AS PERMISSIVE FOR ALL TO "app_migrator" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_system_rows" ON "billing"."provider_refs" AS PERMISSIVE FOR ALL TO "app_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_migrator_rows" ON "billing"."provider_refs" AS PERMISSIVE FOR ALL TO "app_migrator" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_rw_rows" ON "billing"."reservations" AS PERMISSIVE FOR ALL TO "app_rw" USING (tenant_id = (select app.tenant_id())) WITH CHECK (tenant_id = (select app.tenant_id()));--> statement-breakpoint
CREATE POLICY "app_system_rows" ON "billing"."reservations" AS PERMISSIVE FOR ALL TO "app_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_migrator_rows" ON "billing"."reservations" AS PERMISSIVE FOR ALL TO "app_migrator" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_rw_rows" ON "billing"."subscriptions" AS PERMISSIVE FOR ALL TO "app_rw" USING (tenant_id = (select app.tenant_id())) WITH CHECK (tenant_id = (select app.tenant_id()));--> statement-breakpoint
CREATE POLICY "app_system_rows" ON "billing"."subscriptions" AS PERMISSIVE FOR ALL TO "app_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_migrator_rows" ON "billing"."subscriptions" AS PERMISSIVE FOR ALL TO "app_migrator" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_rw_rows" ON "billing"."usage" AS PERMISSIVE FOR ALL TO "app_rw" USING (tenant_id = (select app.tenant_id())) WITH CHECK (tenant_id = (select app.tenant_id()));--> statement-breakpoint
CREATE POLICY "app_system_rows" ON "billing"."usage" AS PERMISSIVE FOR ALL TO "app_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_migrator_rows" ON "billing"."usage" AS PERMISSIVE FOR ALL TO "app_migrator" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_system_rows" ON "billing"."webhook_inbox" AS PERMISSIVE FOR ALL TO "app_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_migrator_rows" ON "billing"."webhook_inbox" AS PERMISSIVE FOR ALL TO "app_migrator" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER TABLE "billing"."checkouts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT USAGE ON SCHEMA "billing" TO app_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "billing"."checkouts" TO app_rw;--> statement-breakpoint
GRANT USAGE ON SCHEMA "billing" TO app_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "billing"."checkouts" TO app_system;--> statement-breakpoint
GRANT USAGE ON SCHEMA "billing" TO app_migrator;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "billing"."checkouts" TO app_migrator;--> statement-breakpoint
ALTER TABLE "billing"."provider_refs" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "billing"."provider_refs" TO app_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "billing"."provider_refs" TO app_migrator;--> statement-breakpoint
ALTER TABLE "billing"."reservations" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "billing"."reservations" TO app_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "billing"."reservations" TO app_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "billing"."reservations" TO app_migrator;--> statement-breakpoint
ALTER TABLE "billing"."subscriptions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "billing"."subscriptions" TO app_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "billing"."subscriptions" TO app_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "billing"."subscriptions" TO app_migrator;--> statement-breakpoint
ALTER TABLE "billing"."usage" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "billing"."usage" TO app_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "billing"."usage" TO app_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "billing"."usage" TO app_migrator;--> statement-breakpoint
ALTER TABLE "billing"."webhook_inbox" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "billing"."webhook_inbox" TO app_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "billing"."webhook_inbox" TO app_migrator;
