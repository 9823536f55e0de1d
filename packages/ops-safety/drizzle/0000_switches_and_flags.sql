CREATE SCHEMA "ops_safety";
--> statement-breakpoint
CREATE TABLE "ops_safety"."flag_overrides" (
	"id" uuid PRIMARY KEY NOT NULL,
	"flag" text NOT NULL,
	"workspace_id" uuid NOT NULL,
	"value" jsonb NOT NULL,
	"actor" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "flag_overrides_flag_workspace" UNIQUE("flag","workspace_id")
);
--> statement-breakpoint
ALTER TABLE "ops_safety"."flag_overrides" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ops_safety"."flag_rollouts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"flag" text NOT NULL,
	"value" jsonb NOT NULL,
	"percent" integer NOT NULL,
	"actor" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "flag_rollouts_flag" UNIQUE("flag"),
	CONSTRAINT "flag_rollouts_percent" CHECK ("ops_safety"."flag_rollouts"."percent" between 0 and 100)
);
--> statement-breakpoint
ALTER TABLE "ops_safety"."flag_rollouts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ops_safety"."kill_switches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"dependency" text NOT NULL,
	"reason" text NOT NULL,
	"actor" text NOT NULL,
	"activated_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "kill_switches_dependency" UNIQUE("dependency"),
	CONSTRAINT "kill_switches_ends" CHECK ("ops_safety"."kill_switches"."expires_at" > "ops_safety"."kill_switches"."activated_at")
);
--> statement-breakpoint
ALTER TABLE "ops_safety"."kill_switches" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "app_system_rows" ON "ops_safety"."flag_overrides" AS PERMISSIVE FOR ALL TO "app_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_migrator_rows" ON "ops_safety"."flag_overrides" AS PERMISSIVE FOR ALL TO "app_migrator" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_system_rows" ON "ops_safety"."flag_rollouts" AS PERMISSIVE FOR ALL TO "app_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_migrator_rows" ON "ops_safety"."flag_rollouts" AS PERMISSIVE FOR ALL TO "app_migrator" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_system_rows" ON "ops_safety"."kill_switches" AS PERMISSIVE FOR ALL TO "app_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_migrator_rows" ON "ops_safety"."kill_switches" AS PERMISSIVE FOR ALL TO "app_migrator" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER TABLE "ops_safety"."flag_overrides" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT USAGE ON SCHEMA "ops_safety" TO app_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "ops_safety"."flag_overrides" TO app_system;--> statement-breakpoint
GRANT USAGE ON SCHEMA "ops_safety" TO app_migrator;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "ops_safety"."flag_overrides" TO app_migrator;--> statement-breakpoint
ALTER TABLE "ops_safety"."flag_rollouts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "ops_safety"."flag_rollouts" TO app_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "ops_safety"."flag_rollouts" TO app_migrator;--> statement-breakpoint
ALTER TABLE "ops_safety"."kill_switches" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "ops_safety"."kill_switches" TO app_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "ops_safety"."kill_switches" TO app_migrator;
