CREATE TABLE "ops_safety"."process_reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"process" uuid NOT NULL,
	"role" text NOT NULL,
	"dependencies" jsonb NOT NULL,
	"reported_at" timestamp with time zone NOT NULL,
	CONSTRAINT "process_reports_process" UNIQUE("process")
);
--> statement-breakpoint
ALTER TABLE "ops_safety"."process_reports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "app_system_rows" ON "ops_safety"."process_reports" AS PERMISSIVE FOR ALL TO "app_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_migrator_rows" ON "ops_safety"."process_reports" AS PERMISSIVE FOR ALL TO "app_migrator" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER TABLE "ops_safety"."process_reports" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT USAGE ON SCHEMA "ops_safety" TO app_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "ops_safety"."process_reports" TO app_system;--> statement-breakpoint
GRANT USAGE ON SCHEMA "ops_safety" TO app_migrator;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "ops_safety"."process_reports" TO app_migrator;
