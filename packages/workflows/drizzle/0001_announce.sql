-- Wakes the relays. Once per statement, and Postgres folds equal words of one transaction into one; said at commit.
CREATE FUNCTION workflows.announce_outbox() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER AS $$
begin
  perform pg_notify('ninefold_outbox', '');
  return null;
end
$$;
--> statement-breakpoint
CREATE TRIGGER announce AFTER INSERT ON "workflows"."outbox"
FOR EACH STATEMENT EXECUTE FUNCTION workflows.announce_outbox();
