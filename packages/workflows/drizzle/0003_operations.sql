CREATE TABLE "workflows"."run_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid,
	"user_id" uuid,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "workflows"."run_lines_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"run_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"message" text,
	CONSTRAINT "run_lines_kind" CHECK (kind in ('begun', 'failed', 'given_back', 'log')),
	CONSTRAINT "run_lines_message" CHECK (length(message) <= 2000)
);
--> statement-breakpoint
ALTER TABLE "workflows"."run_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "workflows"."schedules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"cron" text NOT NULL,
	"time_zone" text NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone,
	"last_outcome" text,
	"paused_at" timestamp with time zone,
	"paused_by" text,
	"pause_reason" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "schedules_name" UNIQUE("name"),
	CONSTRAINT "schedules_last_outcome" CHECK (last_outcome in ('enqueued', 'overlapped', 'missed')),
	CONSTRAINT "schedules_paused" CHECK ((paused_at is null) = (pause_reason is null) and length(pause_reason) <= 500)
);
--> statement-breakpoint
ALTER TABLE "workflows"."schedules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "workflows"."runs" DROP CONSTRAINT "runs_status";--> statement-breakpoint
ALTER TABLE "workflows"."outbox" ADD COLUMN "lane" text;--> statement-breakpoint
ALTER TABLE "workflows"."outbox" ALTER COLUMN "lane" SET DATA TYPE text USING case when kind = 'run' and order_key is null then coalesce(tenant_id::text, user_id::text, '00000000-0000-0000-0000-000000000000') || '/' || regexp_replace(name, '@\d+$', '') end;--> statement-breakpoint
ALTER TABLE "workflows"."outbox" ADD COLUMN "priority" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "workflows"."runs" ADD COLUMN "queue" text;--> statement-breakpoint
-- Not an UPDATE: row-level security holds the owner as well, and would leave every row as it is.
ALTER TABLE "workflows"."runs" ALTER COLUMN "queue" SET DATA TYPE text USING case when kind = 'reaction' then 'reactions' else split_part(task, '.', 1) end;--> statement-breakpoint
ALTER TABLE "workflows"."runs" ALTER COLUMN "queue" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "workflows"."runs" ADD COLUMN "priority" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "workflows"."runs" ADD COLUMN "concurrency_key" text;--> statement-breakpoint
ALTER TABLE "workflows"."runs" ADD COLUMN "tags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "workflows"."runs" ADD COLUMN "schedule" text;--> statement-breakpoint
ALTER TABLE "workflows"."runs" ADD COLUMN "key_expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "workflows"."runs" ADD COLUMN "due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "workflows"."runs" ADD COLUMN "expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "workflows"."runs" ADD COLUMN "lane" text;--> statement-breakpoint
ALTER TABLE "workflows"."runs" ADD COLUMN "progress" smallint;--> statement-breakpoint
ALTER TABLE "workflows"."run_lines" ADD CONSTRAINT "run_lines_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "workflows"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "run_lines_run" ON "workflows"."run_lines" USING btree ("run_id","seq");--> statement-breakpoint
CREATE INDEX "schedules_next" ON "workflows"."schedules" USING btree ("next_at") WHERE paused_at is null;--> statement-breakpoint
CREATE INDEX "outbox_lane" ON "workflows"."outbox" USING btree ("lane","priority" DESC NULLS LAST,"seq") WHERE kind = 'run';--> statement-breakpoint
CREATE INDEX "runs_due" ON "workflows"."runs" USING btree ("due_at") WHERE status in ('scheduled', 'waiting_retry');--> statement-breakpoint
CREATE INDEX "runs_places" ON "workflows"."runs" USING btree ("lane") WHERE lane is not null;--> statement-breakpoint
CREATE INDEX "runs_tenant" ON "workflows"."runs" USING btree ("tenant_id","enqueued_at","id");--> statement-breakpoint
CREATE INDEX "runs_tags" ON "workflows"."runs" USING gin ("tags") WHERE tags <> '{}';--> statement-breakpoint
CREATE INDEX "runs_schedule" ON "workflows"."runs" USING btree ("schedule","enqueued_at") WHERE schedule is not null;--> statement-breakpoint
CREATE INDEX "runs_ended" ON "workflows"."runs" USING btree ("ended_at") WHERE ended_at is not null;--> statement-breakpoint
ALTER TABLE "workflows"."runs" ADD CONSTRAINT "runs_priority" CHECK (priority between -1 and 1);--> statement-breakpoint
ALTER TABLE "workflows"."runs" ADD CONSTRAINT "runs_progress" CHECK (progress between 0 and 100);--> statement-breakpoint
ALTER TABLE "workflows"."runs" ADD CONSTRAINT "runs_tags" CHECK (cardinality(tags) <= 10);--> statement-breakpoint
ALTER TABLE "workflows"."runs" ADD CONSTRAINT "runs_status" CHECK (status in ('scheduled', 'pending', 'queued', 'running', 'waiting_retry', 'succeeded', 'dead', 'cancelled', 'expired'));--> statement-breakpoint
CREATE POLICY "app_rw_rows" ON "workflows"."run_lines" AS PERMISSIVE FOR ALL TO "app_rw" USING (tenant_id = (select app.tenant_id()) or (tenant_id is null and (select app.tenant_id()) is null and user_id = (select app.user_id()))) WITH CHECK (tenant_id = (select app.tenant_id()) or (tenant_id is null and (select app.tenant_id()) is null and user_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "app_system_rows" ON "workflows"."run_lines" AS PERMISSIVE FOR ALL TO "app_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_migrator_rows" ON "workflows"."run_lines" AS PERMISSIVE FOR ALL TO "app_migrator" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_system_rows" ON "workflows"."schedules" AS PERMISSIVE FOR ALL TO "app_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_migrator_rows" ON "workflows"."schedules" AS PERMISSIVE FOR ALL TO "app_migrator" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER TABLE "workflows"."run_lines" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT USAGE ON SCHEMA "workflows" TO app_rw;--> statement-breakpoint
GRANT SELECT, INSERT ON "workflows"."run_lines" TO app_rw;--> statement-breakpoint
GRANT USAGE ON SCHEMA "workflows" TO app_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "workflows"."run_lines" TO app_system;--> statement-breakpoint
GRANT USAGE ON SCHEMA "workflows" TO app_migrator;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "workflows"."run_lines" TO app_migrator;--> statement-breakpoint
ALTER TABLE "workflows"."schedules" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "workflows"."schedules" TO app_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "workflows"."schedules" TO app_migrator;
