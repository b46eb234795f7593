-- Seeds of core.partitioned_tables: the logs of events and of finished jobs.

insert into core.partitioned_tables (table_name, every, ahead, keep, before_drop)
values
('core.events', '1 day', 7, '30 days', 'core._note_dropped_events'),
('core.finished_jobs', '1 day', 7, '14 days', null)
on conflict (table_name) do update
set
    every = excluded.every,
    ahead = excluded.ahead,
    before_drop = excluded.before_drop
where
    (partitioned_tables.every, partitioned_tables.ahead, partitioned_tables.before_drop)
    is distinct from (excluded.every, excluded.ahead, excluded.before_drop);
