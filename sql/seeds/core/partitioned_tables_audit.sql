-- Seeds of core.partitioned_tables: audit entries by month, and their first partitions.

insert into core.partitioned_tables (table_name, every, ahead)
values ('core.audit_entries', '1 month', 3)
on conflict (table_name) do update
set
    every = excluded.every,
    ahead = excluded.ahead
where
    (partitioned_tables.every, partitioned_tables.ahead)
    is distinct from (excluded.every, excluded.ahead);

do $$
begin
    perform core.ensure_partitions('core.audit_entries', '1 month', 3);
end;
$$;
