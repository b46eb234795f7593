-- Proves functions/filters/fold/tg__lock_counts.sql.
begin;
select plan(4);

-- Given: the small shop.
select tests.small_shop();

create function pg_temp.lines_are_locked()
    returns boolean
    language sql
as $$
    select exists (
        select
        from pg_catalog.pg_locks as l
        where
            l.pid = pg_backend_pid()
            and l.relation = 'filters.transactions'::regclass
            and l.mode = 'ShareRowExclusiveLock'
    )
$$;
create function pg_temp.fires(p_table regclass)
    returns text[]
    language sql
as $$
    select array_agg(t.tgname::text order by t.tgname)
    from pg_catalog.pg_trigger as t
    where t.tgrelid = p_table and t.tgfoid = 'filters.tg__lock_counts()'::regprocedure
$$;

select is(
    pg_temp.fires('master.places'), '{t05_lock_lines,t06_lock_counts}',
    'places and stores that move wait for the writers of lines'
);
select is(pg_temp.fires('filters.stores'), '{t05_lock_lines,t06_lock_counts}', 'both');
select is(
    pg_temp.fires('master.brands'), '{t06_lock_counts}',
    'names wait for folds only'
);
update master.places set parent_level = parent_level
where place_key = 'none such';
select ok(pg_temp.lines_are_locked(), 'the lock comes before any row');

select * from finish();
rollback;
