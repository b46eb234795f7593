-- Rendered from sql/seeds/core/partitioned_tables.sql.j2; edit that file, not this one.
-- Seeds of core.partitioned_tables: how logs are partitioned; the operator owns `keep`.
--
-- core.retention_policies sets the retention of the access log. The first partitions
-- are created here, so they exist before the first write.

insert into core.partitioned_tables (table_name, every, ahead, keep, before_drop)
values
('core.access_log', '1 month', 3, null, null),
('core.audit_entries', '1 month', 3, null, null),
('core.events', '1 day', 7, '30 days', 'core._note_dropped_events'),
('core.finished_jobs', '1 day', 7, '14 days', null)
on conflict (table_name) do update
set
    every = excluded.every,
    ahead = excluded.ahead,
    before_drop = excluded.before_drop
where
    (
        partitioned_tables.every,
        partitioned_tables.ahead,
        partitioned_tables.before_drop
    )
    is distinct from (
        excluded.every,
        excluded.ahead,
        excluded.before_drop
    );

do $$
begin
    -- A table of others that is registered may be gone.
    perform core.ensure_partitions(to_regclass(p.table_name), p.every, p.ahead)
    from core.partitioned_tables as p
    where to_regclass(p.table_name) is not null;
end;
$$;
