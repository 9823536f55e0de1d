CREATE SCHEMA "product";
--> statement-breakpoint
CREATE TABLE "product"."projects" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "projects_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "product"."projects" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "projects_tenant_id_created_at_index" ON "product"."projects" USING btree ("tenant_id","created_at");--> statement-breakpoint
CREATE POLICY "app_rw_rows" ON "product"."projects" AS PERMISSIVE FOR ALL TO "app_rw" USING (tenant_id = (select app.tenant_id())) WITH CHECK (tenant_id = (select app.tenant_id()));--> statement-breakpoint
CREATE POLICY "app_system_rows" ON "product"."projects" AS PERMISSIVE FOR ALL TO "app_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_migrator_rows" ON "product"."projects" AS PERMISSIVE FOR ALL TO "app_migrator" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER TABLE "product"."projects" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT USAGE ON SCHEMA "product" TO app_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "product"."projects" TO app_rw;--> statement-breakpoint
GRANT USAGE ON SCHEMA "product" TO app_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "product"."projects" TO app_system;--> statement-breakpoint
GRANT USAGE ON SCHEMA "product" TO app_migrator;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "product"."projects" TO app_migrator;
