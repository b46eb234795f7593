-- Proves functions/suppliers/reports/project_as_of.sql.
begin;
select plan(9);

-- Given: work in January; sample was moved on the 7th, paint waited on the 12th.
select tests.set_clock('2099-01-01T12:00Z');
select tests.worked_project();
create function pg_temp.states(p_answer jsonb) returns text language sql as $$
    select string_agg(
        concat_ws(' ', i.item ->> 'supplier_id', i.item ->> 'code', i.item ->> 'status',
            right(i.item ->> 'due_on', 2)), ', ')
    from jsonb_array_elements(p_answer -> 'items') as i (item)
$$;
grant execute on all functions in schema pg_temp to authenticated;

select tests.login_as(tests.user('sam'), 'supplier');
select is(
    pg_temp.states(suppliers.project_as_of(2001, '2099-01-07T09:00Z')),
    '3001 mould planned 09, 3001 paint planned 12, 3001 sample planned 16, '
    '3001 run planned 30',
    'as planned before the work began'
);
select is(
    pg_temp.states(suppliers.project_as_of(2001, '2099-01-12T23:00Z')),
    '3001 mould in_progress 15, 3001 paint waiting 12, 3001 sample planned 19, '
    '3001 run planned 30',
    'the last change until then counts'
);
select is(
    pg_temp.states(suppliers.project_as_of(2001, '2099-01-01T11:00Z')), null,
    'tasks that were made later are not there'
);
select is(
    pg_temp.states(suppliers.project_as_of(
        2001, '2099-01-14T10:00Z',
        suppliers.project_as_of(2001, '2099-01-14T10:00Z', null, 3) ->> 'next'
    )),
    '3001 run planned 30', 'in pages'
);
select throws_ok(
    $$ select suppliers.project_as_of(2002, '2099-01-14Z') $$, 'PT404',
    'suppliers.unknown_project', 'other projects do not exist'
);
select throws_ok(
    $$ select suppliers.project_as_of(2001, 'infinity') $$, 'PT422',
    'core.invalid_argument', 'a time is one of a calendar'
);
select tests.login_as(tests.user('bob'), 'analyst');
select is(
    pg_temp.states(suppliers.project_as_of(2002, '2099-01-31Z')),
    '3003 cup planned 02, 3003 lid planned 03', 'an analyst sees every project'
);
reset role;
select is(
    (
        select count(*) from core.access_log as l
        where l.thing = 'suppliers.project_as_of' and l.thing_id = '3001:2001'
    ),
    5::bigint, 'what suppliers read is logged'
);
select tests.login_as(tests.user('sam'), 'supplier');
set local transaction_read_only = on;
select throws_ok(
    $$ select api.project_as_of(2001, '2099-01-20Z') $$, 'PT405', 'core.post_only',
    'a GET, which cannot be logged, is refused'
);

select * from finish();
rollback;
