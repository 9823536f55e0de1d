ALTER TABLE "workflows"."runs" DROP CONSTRAINT "runs_reaction";--> statement-breakpoint
DROP INDEX "workflows"."runs_unfinished";--> statement-breakpoint
DROP INDEX "workflows"."runs_dead_letters";--> statement-breakpoint
DROP INDEX "workflows"."runs_due";--> statement-breakpoint
ALTER TABLE "workflows"."runs" ADD COLUMN "wakes_at" timestamp with time zone GENERATED ALWAYS AS (case when status in ('scheduled', 'waiting_retry') then due_at end) STORED;--> statement-breakpoint
ALTER TABLE "workflows"."runs" ADD COLUMN "dead_since" timestamp with time zone GENERATED ALWAYS AS (case when status = 'dead' and discarded_at is null then ended_at end) STORED;--> statement-breakpoint
CREATE UNIQUE INDEX "runs_reaction" ON "workflows"."runs" USING btree ("event_id","reaction") WHERE event_id is not null;--> statement-breakpoint
CREATE INDEX "runs_unfinished" ON "workflows"."runs" USING btree ("enqueued_at") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "runs_dead_letters" ON "workflows"."runs" USING btree ("dead_since") WHERE dead_since is not null;--> statement-breakpoint
CREATE INDEX "runs_due" ON "workflows"."runs" USING btree ("wakes_at") WHERE wakes_at is not null;--> statement-breakpoint
-- Room in each page for the next version of its rows: without it, a HOT update finds none.
ALTER TABLE "workflows"."runs" SET (fillfactor = 70);--> statement-breakpoint
ALTER TABLE "workflows"."outbox" SET (fillfactor = 70);
