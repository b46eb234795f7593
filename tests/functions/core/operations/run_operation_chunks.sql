-- Proves functions/core/operations/run_operation_chunks.sql.
begin;
select plan(20);

-- Given: a kind whose function adds numbers, refuses negative ones, and gives way at
-- 99.
create table core.t_added (n int primary key, actor uuid, trace text);
create function core.t_chunk(p_operation core.operations, p_chunk jsonb)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_item int;
begin
    for v_item in
        select i.value::int
        from jsonb_array_elements_text(p_chunk) as i (value)
    loop
        if v_item < 0 then
            perform core.raise_error(
                'core.invalid_argument', format('%s < 0.', v_item)
            );
        elsif v_item = 99 then
            raise lock_not_available;
        elsif v_item = 50 then
            -- As if another slice had crashed, which had the first chunk.
            update core.operation_chunks as c set status = 'pending',
                finished_at = null
            where c.operation_id = p_operation.id and c.number = 1;
        end if;
        insert into core.t_added (n, actor, trace)
        values (v_item, core.actor_id(), core.traceparent());
    end loop;
end;
$$;
insert into core.operation_kinds (
    kind, chunk_function, chunk_size, max_items, description
)
values ('core.t_kind', 'core.t_chunk', 3, 20, 'Adds numbers.');
-- In place of an RPC of a module, which would be definer.
grant execute on function core.start_operation(text, jsonb, jsonb) to authenticated;

-- Given: one user's operation of seven items, one of them bad, in a trace.
select tests.set_clock('2030-01-01 00:00:00+00');
select set_config(
    'request.headers',
    '{"traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}',
    true
);
select tests.login_as(tests.user('ada'));
create temporary table t_op as
select core.start_operation('core.t_kind', '[1, 2, 3, 4, -5, 6, 7]') as id;
grant select on t_op to public;
reset role;
select set_config('request.headers', '', true);
select set_config('request.jwt.claims', '', true);
delete from core.jobs
where true;

-- A slice so short that it does one chunk.
update core.settings set value = '0'
where name = 'core.operation_slice_ms';
set local role app_worker;
select is(
    core.run_operation_chunks((select id from t_op)), 'continued',
    'a slice ends when its time is used up'
);
reset role;
select results_eq(
    $$ select status, done, failed, started_at is not null from core.operations $$,
    $$ values ('running', 3, 0, true) $$,
    'its progress is there to see'
);
select is(
    (select count(*) from core.jobs), 1::bigint, 'and a job goes on with it'
);
select results_eq(
    $$ select actor, trace from core.t_added where n = 1 $$,
    $$ values (
        tests.user('ada'), '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
    ) $$,
    'a chunk runs with the actor and the trace of the starting call'
);
select is(core.actor_id(), null, 'afterwards that name is gone');

update core.settings set value = '60000'
where name = 'core.operation_slice_ms';
select is(
    core.run_operation_chunks((select id from t_op)), 'finished',
    'the last slice finishes it'
);
select results_eq(
    $$ select status, done, failed, skipped from core.operations $$,
    $$ values ('partial', 6, 1, 0) $$,
    'some items failed: it ended partial'
);
select set_eq(
    'select n from core.t_added', array[1, 2, 3, 4, 6, 7],
    'an item that is refused costs no other of its chunk'
);
select results_eq(
    $$ select item_number, item, code, message, detail from core.operation_errors $$,
    $$ values (5, '-5'::jsonb, 'PT422', 'core.invalid_argument', '-5 < 0.') $$,
    'it is written down with its place and its error'
);
select results_eq(
    $$ select type, payload ->> 'status' from core.events $$,
    $$ values ('core.operation.finished', 'partial') $$,
    'the end is an event'
);
select is(
    core.run_operation_chunks((select id from t_op)), 'finished',
    'working on what is finished does nothing'
);
select is((select count(*) from core.t_added), 6::bigint, 'and adds nothing');

-- Given: an item that gives way to a lock.
create temporary table t_locked as
select core.start_operation('core.t_kind', '[11, 99]') as id;
select throws_ok(
    $$ select core.run_operation_chunks((select id from t_locked)) $$,
    '55P03', null,
    'what may pass when tried again is no refusal: the job fails and is tried again'
);
select is_empty('select 1 from core.t_added where n = 11', 'with nothing done');
select
    is(
        core.run_operation_chunks(-1),
        'finished',
        'an operation that is not there is finished'
    );

-- Given: a chunk becomes free while a slice works on a later one.
create temporary table t_freed as
select core.start_operation('core.t_kind', '[31, 32, 33, 50]') as id;
update core.operation_chunks as c
set
    status = 'done',
    finished_at = core.now()
from t_freed as f
where c.operation_id = f.id and c.number = 1;
select is(
    core.run_operation_chunks((select id from t_freed)), 'continued',
    'a slice takes chunks in one order, so what they lock has one too'
);
select is(
    core.run_operation_chunks((select id from t_freed)), 'finished',
    'the next one takes what became free'
);

-- Owners who are gone.
update core.settings set value = '1000'
where name = 'core.operation_slice_ms';
update core.operations set requested_by = null
where true;
select tests.login_as(tests.user('eve'));
create temporary table t_gone as
select core.start_operation('core.t_kind', '[11, 12, 13, 14]') as id;
reset role;
select tests.login_as('00000000-0000-4000-8000-000000000000');
create temporary table t_elsewhere as
select core.start_operation('core.t_kind', '[21, 22]') as id;
reset role;
select set_config('request.jwt.claims', '', true);
delete from auth.users
where id = md5('eve')::uuid;
select is(
    core.run_operation_chunks(id), 'finished', 'an operation of a user who is gone ends'
) from t_gone;
select results_eq(
    $$ select o.status, o.done, o.skipped from core.operations as o
       inner join t_gone as g on o.id = g.id $$,
    $$ values ('cancelled', 0, 4) $$, 'nothing is done in their name'
);
select core.run_operation_chunks(id)::text from t_elsewhere;
select is(
    (
        select o.done
        from core.operations as o
        inner join t_elsewhere as g on o.id = g.id
    ),
    2, 'a user whom auth.users never had is not gone'
);

select * from finish();
rollback;
