CREATE SCHEMA "media";
--> statement-breakpoint
CREATE TABLE "media"."files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid,
	"user_id" uuid,
	"key" text NOT NULL,
	"purpose" text NOT NULL,
	"name" text NOT NULL,
	"content_type" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"state" text NOT NULL,
	"attached_type" text,
	"attached_id" uuid,
	"created_by" text NOT NULL,
	"provider_ref" text,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"stored_at" timestamp with time zone,
	"removed_at" timestamp with time zone,
	"gone_at" timestamp with time zone,
	CONSTRAINT "files_state" CHECK ("media"."files"."state" in ('intent', 'stored', 'removed')),
	CONSTRAINT "files_purpose" CHECK ("media"."files"."purpose" in ('avatar', 'logo', 'attachment')),
	CONSTRAINT "files_owner" CHECK (("media"."files"."tenant_id" is null) <> ("media"."files"."user_id" is null)),
	CONSTRAINT "files_attached_to" CHECK (("media"."files"."attached_type" is null) = ("media"."files"."attached_id" is null)),
	CONSTRAINT "files_size" CHECK ("media"."files"."size_bytes" > 0),
	CONSTRAINT "files_stored" CHECK ("media"."files"."state" <> 'stored' or "media"."files"."stored_at" is not null),
	CONSTRAINT "files_removed" CHECK (("media"."files"."state" = 'removed') = ("media"."files"."removed_at" is not null)),
	CONSTRAINT "files_gone" CHECK ("media"."files"."gone_at" is null or "media"."files"."state" = 'removed')
);
--> statement-breakpoint
ALTER TABLE "media"."files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "files_attached" ON "media"."files" USING btree ("tenant_id","attached_type","attached_id");--> statement-breakpoint
CREATE INDEX "files_current" ON "media"."files" USING btree ("tenant_id","user_id","purpose","state");--> statement-breakpoint
CREATE INDEX "files_unfinished" ON "media"."files" USING btree ("tenant_id","expires_at") WHERE "media"."files"."gone_at" is null and "media"."files"."state" <> 'stored';--> statement-breakpoint
CREATE POLICY "app_rw_rows" ON "media"."files" AS PERMISSIVE FOR ALL TO "app_rw" USING (tenant_id = (select app.tenant_id()) or (tenant_id is null and (select app.tenant_id()) is null and user_id = (select app.user_id()))) WITH CHECK (tenant_id = (select app.tenant_id()) or (tenant_id is null and (select app.tenant_id()) is null and user_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "app_system_rows" ON "media"."files" AS PERMISSIVE FOR ALL TO "app_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_migrator_rows" ON "media"."files" AS PERMISSIVE FOR ALL TO "app_migrator" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER TABLE "media"."files" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT USAGE ON SCHEMA "media" TO app_rw;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "media"."files" TO app_rw;--> statement-breakpoint
GRANT USAGE ON SCHEMA "media" TO app_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "media"."files" TO app_system;--> statement-breakpoint
GRANT USAGE ON SCHEMA "media" TO app_migrator;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "media"."files" TO app_migrator;
