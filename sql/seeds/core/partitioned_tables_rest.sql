-- Seeds of core.partitioned_tables: the access log; core.retention_policies forgets it.

insert into core.partitioned_tables (table_name, every, ahead)
values ('core.access_log', '1 month', 3)
on conflict (table_name) do update
set
    every = excluded.every,
    ahead = excluded.ahead
where
    (partitioned_tables.every, partitioned_tables.ahead)
    is distinct from (excluded.every, excluded.ahead);
