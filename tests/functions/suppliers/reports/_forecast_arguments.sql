-- Proves functions/suppliers/reports/_forecast_arguments.sql.
begin;
select plan(3);

-- Given: two projects, late in the evening of UTC.
select tests.small_project();
select tests.set_clock('2099-01-07T23:00Z');
create function pg_temp.listed() returns text language sql as $$
    select string_agg(
        concat_ws(' ', f.arguments ->> 'day', f.arguments -> 'project_version'
            = to_jsonb(p.version)),
        ', ' order by s.id
    )
    from suppliers.supplier_projects as s
    inner join suppliers.projects as p on s.project_id = p.id
    inner join suppliers._forecast_arguments(
        array(select o.id from suppliers.supplier_projects as o)
    ) as f (arguments) on f.arguments -> 'supplier_project_id' = to_jsonb(s.id)
$$;

select is(
    pg_temp.listed(), '2099-01-07 t, 2099-01-07 t, 2099-01-07 t',
    'the day, and the version of the project'
);
update suppliers.projects
set timezone = 'Asia/Manila'
where id = 2002;
select is(
    pg_temp.listed(), '2099-01-07 t, 2099-01-07 t, 2099-01-08 t',
    'the day is that of the project'
);
create temporary table before on commit drop as
select f.arguments
from suppliers._forecast_arguments(
    array(select s.id from suppliers.supplier_projects as s)
) as f (arguments);
insert into suppliers.holidays (calendar_id, holiday_on, name)
select
    c.id,
    '2099-01-20' as holiday_on,
    'Off' as name
from suppliers.calendars as c
where c.code = 'STANDARD';
select is_empty(
    $$ select f.arguments
       from suppliers._forecast_arguments(
           array(select s.id from suppliers.supplier_projects as s)
       ) as f (arguments)
       intersect
       select b.arguments from before as b $$,
    'another day off asks for other forecasts'
);

select * from finish();
rollback;
