-- Proves sql/seeds/core/invariants_watch.sql.
begin;
select plan(8);

create function core.t_broken(p_name text)
    returns bigint
    language sql
    stable
    security invoker
    set search_path = ''
as $$
    select r.violations from core.run_invariant(p_name) as r
$$;

-- Given: an operation of one item that waits for its job.
insert into core.operation_kinds (kind, chunk_function, description)
values ('core.t_kind', 'core.t_chunk', 'Nothing.');
insert into core.operations (id, kind, total, created_at, progressed_at)
overriding system value values (-1, 'core.t_kind', 1, now(), now());
insert into core.operation_chunks (operation_id, number, first_item, items)
values (-1, 1, 1, '[1]');
do $$ begin perform core._enqueue_operation(-1, 1); end $$;
select
    is(
        core.t_broken('core.operations_add_up'),
        0::bigint,
        'nothing is tried, nothing counted'
    );
select is(core.t_broken('core.operation_errors_counted'), 0::bigint, 'nothing failed');
select is(core.t_broken('core.operations_have_a_job'), 0::bigint, 'its job is there');
select is(
    core.t_broken('core.views_registered'), 0::bigint, 'every view is registered'
);

update core.operations set failed = 1
where id = -1;
select is(core.t_broken('core.operations_add_up'), 1::bigint, 'a wrong count is found');
select is(
    core.t_broken('core.operation_errors_counted'), 1::bigint, 'so is a missing error'
);
delete from core.jobs
where true;
select is(
    core.t_broken('core.operations_have_a_job'), 1::bigint,
    'an operation that nobody works on is found'
);
create materialized view core.t_view as select 1 as n;
select is(
    core.t_broken('core.views_registered'), 1::bigint, 'so is a view without watch'
);

select * from finish();
rollback;
