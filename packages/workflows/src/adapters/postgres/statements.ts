import { createHash } from "node:crypto";

/**
 * What pg-boss has no call for, or none that fits: its `fail` waits for whole seconds with jitter and counts a start that
 * was given back. Same tables, same states, and the same fence as its own statements: an attempt is the pair of id and
 * `retry_count`. A test compares the tables with those of the installed version.
 */
export function statements(schema: string) {
  return {
    /** The channel on which pg-boss itself announces a job of a queue with `notify`. */
    channel: channelOf(schema),

    tell: `select pg_notify('${channelOf(schema)}', $1)`,

    find: `
      select j.name as queue, j.id, j.state, j.data, j.output, j.created_on as "createdOn", j.completed_on as "completedOn",
             case when j.started_on is null then 0 else j.retry_count + 1 end as starts
      from ${schema}.queue q join ${schema}.job j on j.name = q.name and j.id = $1`,

    ready: `
      select q.name from unnest($1::text[]) q (name)
      where exists (
        select from ${schema}.job j
        where j.name = q.name and j.state < 'active' and not j.blocked and j.start_after <= ${schema}.job_now()
      )`,

    settle: `
      with settled as (
        update ${schema}.job j
        set state = case s."end" when 'dead' then 'failed' else 'retry' end::${schema}.job_state,
            start_after = ${schema}.job_now() + coalesce(s."waitMs", 0) * interval '1 millisecond',
            completed_on = case s."end" when 'dead' then ${schema}.job_now() end,
            heartbeat_on = null,
            output = s.note
        from json_to_recordset($1::text::json)
          as s (queue text, id uuid, "retryCount" int, "end" text, note jsonb, "waitMs" float8)
        where j.name = s.queue and j.id = s.id and j.state = 'active' and j.retry_count = s."retryCount"
        returning j.name, s."end"
      )
      select pg_notify('${channelOf(schema)}', name) from settled where "end" = 'again' group by name`,

    touch: `
      update ${schema}.job j set heartbeat_on = ${schema}.job_now()
      from json_to_recordset($1::text::json) as s (queue text, id uuid, "retryCount" int, index int)
      where j.name = s.queue and j.id = s.id and j.state = 'active' and j.retry_count = s."retryCount"
      returning s.index`,

    expire: `
      update ${schema}.job
      set state = 'retry', start_after = ${schema}.job_now(), heartbeat_on = null,
          output = coalesce(output, '{}') || '{"error":"the process that ran it was lost"}'
      where state = 'active' and group_id is not null
        and heartbeat_on < ${schema}.job_now() - $1::float8 * interval '1 millisecond'
      returning name`,

    purge: `
      delete from ${schema}.job where (name, id) in (
        select name, id from ${schema}.job
        where state > 'active' and completed_on + deletion_seconds * interval '1 second' < ${schema}.job_now()
        limit $1 for update skip locked
      )
      returning id`,
  };
}

/** As pg-boss derives it, so that two schemas of one database do not hear each other. */
function channelOf(schema: string): string {
  return `pgboss_${createHash("sha224").update(schema).digest("hex").slice(0, 24)}`;
}
