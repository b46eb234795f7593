-- Proves functions/core/cache/refresh_view.sql.
begin;
select plan(9);

-- Given: a view with a unique index, one without, one that is not registered.
create table core.t_numbers (n int);
create materialized view core.t_keyed as select n from core.t_numbers;
create unique index t_keyed_n_idx on core.t_keyed (n);
create materialized view core.t_plain as select n from core.t_numbers with no data;
create materialized view core.t_stray as select n from core.t_numbers;
insert into core.view_refreshes (view_name, refresh_every)
values ('core.t_keyed', '1 hour'), ('core.t_plain', '1 hour');
insert into core.t_numbers (n) values (1);
select tests.set_clock('2030-01-01 00:00:00+00');

create temporary table files as
select pg_relation_filenode('core.t_keyed') as node;

grant select on core.t_keyed, core.t_plain, pg_temp.files to app_worker;
set local role app_worker;
select ok(core.refresh_view('core.t_keyed') >= 0, 'the worker may refresh a view');
select isnt_empty('select n from core.t_keyed', 'its rows are new');
select isnt(
    pg_relation_filenode('core.t_keyed'), (select f.node from pg_temp.files as f),
    'an empty view gets a new file'
);
reset role;
update pg_temp.files
set node = pg_relation_filenode('core.t_keyed')
where true;
set local role app_worker;
do $$ begin perform core.refresh_view('core.t_keyed'); end; $$;
select is(
    pg_relation_filenode('core.t_keyed'), (select f.node from pg_temp.files as f),
    'one with rows keeps its file: its readers go on'
);
select ok(
    core.refresh_view('core.t_plain') >= 0,
    'a view without a unique index or without data is refreshed too'
);
select isnt_empty('select n from core.t_plain', 'and filled');
select results_eq(
    $$ select refreshed_at, took_ms >= 0 from core.view_refreshes
       where starts_with(view_name, 'core.t_') order by view_name $$,
    $$ values ('2030-01-01 00:00:00+00'::timestamptz, true),
              ('2030-01-01 00:00:00+00'::timestamptz, true) $$,
    'when and how long is written down'
);
select throws_ok(
    $$ select core.refresh_view('core.t_stray') $$,
    'PT404', 'core.unknown_view',
    'a view that is not registered is refused'
);
select throws_ok(
    $$ select core.refresh_view('core.settings') $$,
    'PT404', 'core.unknown_view',
    'so is a table'
);

select * from finish();
rollback;
