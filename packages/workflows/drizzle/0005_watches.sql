CREATE TABLE "workflows"."watches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"fewest" integer,
	CONSTRAINT "watches_name" UNIQUE("name")
);
--> statement-breakpoint
ALTER TABLE "workflows"."watches" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "app_system_rows" ON "workflows"."watches" AS PERMISSIVE FOR ALL TO "app_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_migrator_rows" ON "workflows"."watches" AS PERMISSIVE FOR ALL TO "app_migrator" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER TABLE "workflows"."watches" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT USAGE ON SCHEMA "workflows" TO app_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "workflows"."watches" TO app_system;--> statement-breakpoint
GRANT USAGE ON SCHEMA "workflows" TO app_migrator;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "workflows"."watches" TO app_migrator;
