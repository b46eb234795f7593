-- Proves functions/filters/counters/_drop_counting.sql.
begin;
select plan(2);

-- Given: the counted shop.
select tests.counted_shop();

do $$ begin
    perform filters._drop_counting('filters_compiled.' || proname)
    from pg_proc where pronamespace = 'filters_compiled'::regnamespace;
end $$;
select triggers_are('t_shop', 'lines', '{}'::text[], 'the triggers are gone');
select is_empty(
    $$ select from pg_proc where pronamespace = 'filters_compiled'::regnamespace $$,
    'and the function'
);

select * from finish();
rollback;
