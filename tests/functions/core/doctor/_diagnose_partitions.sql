-- Proves functions/core/doctor/_diagnose_partitions.sql.
begin;
select plan(2);

select is_empty(
    'select code from core._diagnose_partitions()',
    'with partitions for today and tomorrow there is no finding'
);
do $$
begin
    execute format('drop table %s', (
        select b.partition
        from core._partition_bounds('core.events') as b
        where b.from_at <= core.now() + interval '1 day'
            and b.until_at > core.now() + interval '1 day'
    ));
end;
$$;
select is(
    (
        select min(f.severity || ' ' || f.what)
        from core._diagnose_partitions() as f
        where f.what ~ 'events'
    ),
    format(
        'error core.events has no partition for %s.',
        to_char((core.now() + interval '1 day') at time zone 'UTC', 'YYYY-MM-DD')
    ),
    'a table without a partition for tomorrow is found'
);

select * from finish();
rollback;
