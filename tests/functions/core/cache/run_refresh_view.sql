-- Proves functions/core/cache/run_refresh_view.sql.
begin;
select plan(2);

-- Given: a view that is listed.
create table core.t_numbers (n int);
create materialized view core.t_keyed as select n from core.t_numbers;
create unique index t_keyed_n_idx on core.t_keyed (n);
insert into core.view_refreshes (view_name, refresh_every)
values ('core.t_keyed', '1 hour');
insert into core.t_numbers (n) values (1);

create function pg_temp.refresh(p_view text) returns void language sql as $$
    select core.run_refresh_view(jsonb_populate_record(
        null::core.jobs,
        jsonb_build_object('payload', jsonb_build_object('view', p_view))
    ))
$$;
do $$ begin perform pg_temp.refresh('core.t_keyed'); end; $$;
select isnt_empty('select n from core.t_keyed', 'the view is refreshed');
select throws_ok(
    $$ select pg_temp.refresh('core.t_other') $$,
    'PT404', 'core.unknown_view', 'a view that is not listed is refused'
);

select * from finish();
rollback;
