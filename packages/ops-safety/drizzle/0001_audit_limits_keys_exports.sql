CREATE TABLE "ops_safety"."audit_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid,
	"user_id" uuid,
	"action" text NOT NULL,
	"actor_type" text NOT NULL,
	"actor_id" text,
	"on_behalf_of" uuid,
	"request_id" text NOT NULL,
	"traceparent" text,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"data" jsonb NOT NULL,
	"evidence" text NOT NULL,
	"event_id" uuid,
	"occurred_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "audit_entries_event" UNIQUE("tenant_id","event_id"),
	CONSTRAINT "audit_entries_actor" CHECK (("ops_safety"."audit_entries"."actor_type" = 'unknown') = ("ops_safety"."audit_entries"."actor_id" is null)),
	CONSTRAINT "audit_entries_evidence" CHECK ("ops_safety"."audit_entries"."evidence" in ('transaction', 'intent', 'event', 'none'))
);
--> statement-breakpoint
ALTER TABLE "ops_safety"."audit_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ops_safety"."audit_intents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid,
	"user_id" uuid,
	"action" text NOT NULL,
	"subject_id" text NOT NULL,
	"actor_type" text NOT NULL,
	"actor_id" text,
	"on_behalf_of" uuid,
	"request_id" text NOT NULL,
	"traceparent" text,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "ops_safety"."audit_intents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ops_safety"."exports" (
	"user_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"status" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"ready_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"sealed" "bytea",
	"bytes" integer,
	CONSTRAINT "exports_user_id_id_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "exports_status" CHECK ("ops_safety"."exports"."status" in ('preparing', 'ready', 'failed', 'expired')),
	CONSTRAINT "exports_sealed" CHECK (("ops_safety"."exports"."status" = 'ready') = ("ops_safety"."exports"."sealed" is not null)),
	CONSTRAINT "exports_ready" CHECK ("ops_safety"."exports"."status" <> 'ready' or ("ops_safety"."exports"."expires_at" is not null and "ops_safety"."exports"."bytes" is not null))
);
--> statement-breakpoint
ALTER TABLE "ops_safety"."exports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ops_safety"."idempotency_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid,
	"user_id" uuid,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"locked_until" timestamp with time zone,
	"response" "bytea",
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_key" UNIQUE NULLS NOT DISTINCT("tenant_id","user_id","key"),
	CONSTRAINT "idempotency_keys_state" CHECK (("ops_safety"."idempotency_keys"."locked_until" is null) = ("ops_safety"."idempotency_keys"."response" is not null))
);
--> statement-breakpoint
ALTER TABLE "ops_safety"."idempotency_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE UNLOGGED TABLE "ops_safety"."rate_windows" (
	"user_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"started_at" bigint NOT NULL,
	"current" integer NOT NULL,
	"previous" integer NOT NULL,
	"granted" boolean NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "rate_windows_user_id_id_pk" PRIMARY KEY("user_id","id")
);
--> statement-breakpoint
ALTER TABLE "ops_safety"."rate_windows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "audit_entries_latest" ON "ops_safety"."audit_entries" USING btree ("tenant_id","occurred_at","id");--> statement-breakpoint
CREATE INDEX "audit_intents_open" ON "ops_safety"."audit_intents" USING btree ("tenant_id","action","subject_id");--> statement-breakpoint
CREATE INDEX "exports_latest" ON "ops_safety"."exports" USING btree ("user_id","requested_at");--> statement-breakpoint
CREATE POLICY "app_rw_rows" ON "ops_safety"."audit_entries" AS PERMISSIVE FOR ALL TO "app_rw" USING (tenant_id = (select app.tenant_id()) or (tenant_id is null and (select app.tenant_id()) is null and user_id = (select app.user_id()))) WITH CHECK (tenant_id = (select app.tenant_id()) or (tenant_id is null and (select app.tenant_id()) is null and user_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "app_system_rows" ON "ops_safety"."audit_entries" AS PERMISSIVE FOR ALL TO "app_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_migrator_rows" ON "ops_safety"."audit_entries" AS PERMISSIVE FOR ALL TO "app_migrator" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_rw_rows" ON "ops_safety"."audit_intents" AS PERMISSIVE FOR ALL TO "app_rw" USING (tenant_id = (select app.tenant_id()) or (tenant_id is null and (select app.tenant_id()) is null and user_id = (select app.user_id()))) WITH CHECK (tenant_id = (select app.tenant_id()) or (tenant_id is null and (select app.tenant_id()) is null and user_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "app_system_rows" ON "ops_safety"."audit_intents" AS PERMISSIVE FOR ALL TO "app_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_migrator_rows" ON "ops_safety"."audit_intents" AS PERMISSIVE FOR ALL TO "app_migrator" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_rw_rows" ON "ops_safety"."exports" AS PERMISSIVE FOR ALL TO "app_rw" USING (user_id = (select app.user_id())) WITH CHECK (user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "app_system_rows" ON "ops_safety"."exports" AS PERMISSIVE FOR ALL TO "app_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_migrator_rows" ON "ops_safety"."exports" AS PERMISSIVE FOR ALL TO "app_migrator" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_rw_rows" ON "ops_safety"."idempotency_keys" AS PERMISSIVE FOR ALL TO "app_rw" USING (tenant_id = (select app.tenant_id()) or (tenant_id is null and (select app.tenant_id()) is null and user_id = (select app.user_id()))) WITH CHECK (tenant_id = (select app.tenant_id()) or (tenant_id is null and (select app.tenant_id()) is null and user_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "app_system_rows" ON "ops_safety"."idempotency_keys" AS PERMISSIVE FOR ALL TO "app_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_migrator_rows" ON "ops_safety"."idempotency_keys" AS PERMISSIVE FOR ALL TO "app_migrator" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_rw_rows" ON "ops_safety"."rate_windows" AS PERMISSIVE FOR ALL TO "app_rw" USING (user_id = (select app.user_id())) WITH CHECK (user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "app_system_rows" ON "ops_safety"."rate_windows" AS PERMISSIVE FOR ALL TO "app_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_migrator_rows" ON "ops_safety"."rate_windows" AS PERMISSIVE FOR ALL TO "app_migrator" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER TABLE "ops_safety"."audit_entries" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT USAGE ON SCHEMA "ops_safety" TO app_rw;--> statement-breakpoint
GRANT SELECT, INSERT ON "ops_safety"."audit_entries" TO app_rw;--> statement-breakpoint
GRANT USAGE ON SCHEMA "ops_safety" TO app_system;--> statement-breakpoint
GRANT SELECT, INSERT ON "ops_safety"."audit_entries" TO app_system;--> statement-breakpoint
GRANT USAGE ON SCHEMA "ops_safety" TO app_migrator;--> statement-breakpoint
GRANT SELECT, INSERT ON "ops_safety"."audit_entries" TO app_migrator;--> statement-breakpoint
ALTER TABLE "ops_safety"."audit_intents" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON "ops_safety"."audit_intents" TO app_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "ops_safety"."audit_intents" TO app_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "ops_safety"."audit_intents" TO app_migrator;--> statement-breakpoint
ALTER TABLE "ops_safety"."exports" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "ops_safety"."exports" TO app_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "ops_safety"."exports" TO app_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "ops_safety"."exports" TO app_migrator;--> statement-breakpoint
ALTER TABLE "ops_safety"."idempotency_keys" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "ops_safety"."idempotency_keys" TO app_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "ops_safety"."idempotency_keys" TO app_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "ops_safety"."idempotency_keys" TO app_migrator;--> statement-breakpoint
ALTER TABLE "ops_safety"."rate_windows" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "ops_safety"."rate_windows" TO app_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "ops_safety"."rate_windows" TO app_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "ops_safety"."rate_windows" TO app_migrator;
