CREATE SCHEMA "workflows";
--> statement-breakpoint
CREATE TABLE "workflows"."outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid,
	"user_id" uuid,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "workflows"."outbox_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"payload" jsonb NOT NULL,
	"order_key" text,
	"actor" jsonb NOT NULL,
	"request_id" text NOT NULL,
	"traceparent" text,
	"occurred_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"held_until" timestamp with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "outbox_kind_seq" UNIQUE("kind","seq"),
	CONSTRAINT "outbox_kind" CHECK (kind in ('event', 'run'))
);
--> statement-breakpoint
ALTER TABLE "workflows"."outbox" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "workflows"."runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid,
	"user_id" uuid,
	"task" text NOT NULL,
	"kind" text NOT NULL,
	"input" jsonb NOT NULL,
	"input_hash" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"request_id" text NOT NULL,
	"traceparent" text,
	"actor" jsonb NOT NULL,
	"status" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"max_attempts" integer NOT NULL,
	"last_error" text,
	"event_id" uuid,
	"reaction" text,
	"handed" integer DEFAULT 0 NOT NULL,
	"engine_run_id" text,
	"lease_until" timestamp with time zone,
	"enqueued_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "runs_key" UNIQUE NULLS NOT DISTINCT("tenant_id","user_id","task","idempotency_key"),
	CONSTRAINT "runs_reaction" UNIQUE("event_id","reaction"),
	CONSTRAINT "runs_kind" CHECK (kind in ('job', 'reaction')),
	CONSTRAINT "runs_status" CHECK (status in ('pending', 'queued', 'running', 'waiting_retry', 'succeeded', 'dead', 'cancelled')),
	CONSTRAINT "runs_last_error" CHECK (length(last_error) <= 2000)
);
--> statement-breakpoint
ALTER TABLE "workflows"."runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "outbox_order" ON "workflows"."outbox" USING btree ("kind","order_key","seq") WHERE order_key is not null;--> statement-breakpoint
CREATE INDEX "runs_unfinished" ON "workflows"."runs" USING btree ("status","enqueued_at") WHERE ended_at is null;--> statement-breakpoint
CREATE POLICY "app_rw_rows" ON "workflows"."outbox" AS PERMISSIVE FOR ALL TO "app_rw" USING (tenant_id = (select app.tenant_id()) or (tenant_id is null and (select app.tenant_id()) is null and user_id = (select app.user_id()))) WITH CHECK (tenant_id = (select app.tenant_id()) or (tenant_id is null and (select app.tenant_id()) is null and user_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "app_system_rows" ON "workflows"."outbox" AS PERMISSIVE FOR ALL TO "app_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_migrator_rows" ON "workflows"."outbox" AS PERMISSIVE FOR ALL TO "app_migrator" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_rw_rows" ON "workflows"."runs" AS PERMISSIVE FOR ALL TO "app_rw" USING (tenant_id = (select app.tenant_id()) or (tenant_id is null and (select app.tenant_id()) is null and user_id = (select app.user_id()))) WITH CHECK (tenant_id = (select app.tenant_id()) or (tenant_id is null and (select app.tenant_id()) is null and user_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "app_system_rows" ON "workflows"."runs" AS PERMISSIVE FOR ALL TO "app_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_migrator_rows" ON "workflows"."runs" AS PERMISSIVE FOR ALL TO "app_migrator" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER TABLE "workflows"."outbox" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT USAGE ON SCHEMA "workflows" TO app_rw;--> statement-breakpoint
GRANT INSERT ON "workflows"."outbox" TO app_rw;--> statement-breakpoint
GRANT USAGE ON SCHEMA "workflows" TO app_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "workflows"."outbox" TO app_system;--> statement-breakpoint
GRANT USAGE ON SCHEMA "workflows" TO app_migrator;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "workflows"."outbox" TO app_migrator;--> statement-breakpoint
ALTER TABLE "workflows"."runs" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "workflows"."runs" TO app_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "workflows"."runs" TO app_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "workflows"."runs" TO app_migrator;
