-- Proves functions/suppliers/reports/_list_forecasts.sql.
begin;
select plan(5);

-- Given: two projects.
select tests.small_project();
create function pg_temp.listed() returns text language sql as $$
    select string_agg(f.forecast ->> 'open_tasks', ' ' order by f.place)
    from jsonb_array_elements(suppliers._list_forecasts(
        array(select s.id from suppliers.supplier_projects as s)
    )) with ordinality as f (forecast, place)
$$;
create function pg_temp.computed() returns bigint language sql as $$
    select count(*) from core.cache_entries as e where e.cache = 'suppliers.forecast'
$$;

select is(pg_temp.listed(), '4 4 2', 'one forecast for each supplier in a project');
select is(pg_temp.computed(), 3::bigint, 'which are kept');
select suppliers.update_task_status(
    tests.task_of('BOLT', 'paint'), 'cancelled', 'Not needed.'
)::text;
select is(pg_temp.listed(), '4 3 2', 'a change ends that of its supplier');
update suppliers.projects
set name = 'Pens'
where id = 2001;
select is(
    (pg_temp.listed(), pg_temp.computed()), ('4 3 2'::text, 5::bigint),
    'a change of the project those of its suppliers'
);
select is(suppliers._list_forecasts('{0}'), '[]', 'no supplier has none');

select * from finish();
rollback;
