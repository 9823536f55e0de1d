CREATE TABLE "identity"."active_people" (
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"month" date GENERATED ALWAYS AS (date_trunc('month', first_seen_at at time zone 'utc')::date) STORED NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "active_people_organization_id_month_user_id_pk" PRIMARY KEY("organization_id","month","user_id")
);
--> statement-breakpoint
CREATE TABLE "identity"."usage" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"meter" text NOT NULL,
	"quantity" integer NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"to_at" timestamp with time zone NOT NULL,
	"day" date GENERATED ALWAYS AS ((from_at at time zone 'utc')::date) STORED NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"published_at" timestamp with time zone,
	CONSTRAINT "usage_meter" CHECK (meter in ('seats', 'active_people', 'api_requests')),
	CONSTRAINT "usage_quantity" CHECK ("identity"."usage"."quantity" <> 0 and abs("identity"."usage"."quantity") <= 1000000000),
	CONSTRAINT "usage_window" CHECK ("identity"."usage"."from_at" <= "identity"."usage"."to_at" and (to_at at time zone 'utc')::date = "identity"."usage"."day")
);
--> statement-breakpoint
ALTER TABLE "identity"."usage" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "identity"."usage_days" (
	"organization_id" uuid NOT NULL,
	"meter" text NOT NULL,
	"day" date NOT NULL,
	"quantity" bigint NOT NULL,
	"highest" bigint,
	CONSTRAINT "usage_days_organization_id_meter_day_pk" PRIMARY KEY("organization_id","meter","day"),
	CONSTRAINT "usage_days_meter" CHECK (meter in ('seats', 'active_people', 'api_requests'))
);
--> statement-breakpoint
ALTER TABLE "identity"."active_people" ADD CONSTRAINT "active_people_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "identity"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."active_people" ADD CONSTRAINT "active_people_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "identity"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."usage_days" ADD CONSTRAINT "usage_days_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "identity"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "active_people_user_id_index" ON "identity"."active_people" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "active_people_month_index" ON "identity"."active_people" USING btree ("month");--> statement-breakpoint
CREATE INDEX "usage_tenant_id_index" ON "identity"."usage" USING btree ("tenant_id");--> statement-breakpoint
CREATE INDEX "usage_unpublished" ON "identity"."usage" USING btree ("recorded_at") WHERE "identity"."usage"."published_at" is null;--> statement-breakpoint
CREATE INDEX "usage_published" ON "identity"."usage" USING btree ("published_at") WHERE "identity"."usage"."published_at" is not null;--> statement-breakpoint
CREATE POLICY "app_system_rows" ON "identity"."usage" AS PERMISSIVE FOR ALL TO "app_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_migrator_rows" ON "identity"."usage" AS PERMISSIVE FOR ALL TO "app_migrator" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "identity_rw_insert" ON "identity"."usage" AS PERMISSIVE FOR INSERT TO "identity_rw" WITH CHECK (true);--> statement-breakpoint
GRANT USAGE ON SCHEMA "identity" TO identity_rw;--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON "identity"."active_people" TO identity_rw;--> statement-breakpoint
ALTER TABLE "identity"."usage" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT INSERT ON "identity"."usage" TO identity_rw;--> statement-breakpoint
GRANT USAGE ON SCHEMA "identity" TO app_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "identity"."usage" TO app_system;--> statement-breakpoint
GRANT USAGE ON SCHEMA "identity" TO app_migrator;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "identity"."usage" TO app_migrator;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "identity"."usage_days" TO identity_rw;

--> statement-breakpoint
-- By hand from here on: what counts by itself.
CREATE FUNCTION identity.add_usage() RETURNS trigger LANGUAGE plpgsql AS $function$
begin
  -- Of the rows that were really written: one that was known is not among them.
  insert into identity.usage_days as one (organization_id, meter, day, quantity)
  select tenant_id, meter, day, sum(quantity) from fresh group by 1, 2, 3 order by 1, 2, 3
  on conflict (organization_id, meter, day) do update set quantity = one.quantity + excluded.quantity;
  update identity.usage_days as one
  set highest = greatest(one.highest, (
    select sum(past.quantity) from identity.usage_days as past
    where past.organization_id = one.organization_id and past.meter = 'seats' and past.day <= one.day
  ))
  from (select distinct tenant_id, day from fresh where meter = 'seats') as changed
  where one.organization_id = changed.tenant_id and one.meter = 'seats' and one.day = changed.day;
  return null;
end
$function$;--> statement-breakpoint
CREATE FUNCTION identity.record_seat() RETURNS trigger LANGUAGE plpgsql AS $function$
declare
  one identity.member := case when tg_op = 'DELETE' then old else new end;
  moment timestamptz := clock_timestamp();
begin
  -- A workspace that is erased takes all that it used with it.
  if not exists (select 1 from identity.organization where id = one.organization_id) then
    return null;
  end if;
  insert into identity.usage (id, tenant_id, meter, quantity, from_at, to_at)
  values (
    gen_random_uuid(), one.organization_id, 'seats', case tg_op when 'DELETE' then -1 else 1 end, moment, moment
  );
  return null;
end
$function$;--> statement-breakpoint
CREATE FUNCTION identity.record_active_people() RETURNS trigger LANGUAGE plpgsql AS $function$
begin
  insert into identity.usage (id, tenant_id, meter, quantity, from_at, to_at)
  select gen_random_uuid(), organization_id, 'active_people', 1, first_seen_at, first_seen_at
  from fresh order by organization_id;
  return null;
end
$function$;--> statement-breakpoint
CREATE TRIGGER add AFTER INSERT ON identity.usage REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION identity.add_usage();--> statement-breakpoint
CREATE TRIGGER record_seat AFTER INSERT OR DELETE ON identity.member FOR EACH ROW EXECUTE FUNCTION identity.record_seat();--> statement-breakpoint
CREATE TRIGGER record AFTER INSERT ON identity.active_people REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION identity.record_active_people();--> statement-breakpoint
-- Whoever is a member already has a seat. Forced row-level security shows its owner nothing: for this statement it is not.
ALTER TABLE "identity"."usage" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
INSERT INTO identity.usage (id, tenant_id, meter, quantity, from_at, to_at)
SELECT gen_random_uuid(), organization_id, 'seats', count(*), transaction_timestamp(), transaction_timestamp()
FROM identity.member GROUP BY organization_id;--> statement-breakpoint
ALTER TABLE "identity"."usage" FORCE ROW LEVEL SECURITY;
