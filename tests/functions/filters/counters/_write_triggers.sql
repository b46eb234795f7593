-- Proves functions/filters/counters/_write_triggers.sql.
begin;
select plan(1);

-- Given: the counted shop.
select tests.counted_shop();

do $$ begin
    perform filters._write_triggers(
        't_shop.colours', 'filters_compiled.' || proname, false
    ) from pg_proc where pronamespace = 'filters_compiled'::regnamespace;
end $$;
select triggers_are(
    't_shop', 'colours',
    array['t70_count_delete', 't70_count_insert', 't70_count_update'],
    'a partitioned table has no trigger of its own on TRUNCATE'
);

select * from finish();
rollback;
