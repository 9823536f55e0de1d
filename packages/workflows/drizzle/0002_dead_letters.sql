ALTER TABLE "workflows"."runs" ADD COLUMN "replays" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "workflows"."runs" ADD COLUMN "replayed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "workflows"."runs" ADD COLUMN "discarded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "workflows"."runs" ADD COLUMN "discard_reason" text;--> statement-breakpoint
CREATE INDEX "runs_newest" ON "workflows"."runs" USING btree ("enqueued_at","id");--> statement-breakpoint
CREATE INDEX "runs_dead_letters" ON "workflows"."runs" USING btree ("ended_at") WHERE status = 'dead' and discarded_at is null;--> statement-breakpoint
ALTER TABLE "workflows"."runs" ADD CONSTRAINT "runs_discarded" CHECK ((discarded_at is null) = (discard_reason is null) and length(discard_reason) <= 500);