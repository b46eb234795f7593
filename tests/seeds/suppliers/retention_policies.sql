-- Proves sql/seeds/suppliers/retention_policies.sql.j2.
begin;
select plan(5);

select set_has(
    $$ select table_name, method, column_name, keep from core.retention_policies $$,
    $$ values
        (
            'suppliers.task_history', 'predicate', 'changed_at',
            '10 years'::interval
        ),
        ('suppliers.task_notices', 'predicate', 'noticed_at', '1 year'::interval),
        ('suppliers.digests', 'predicate', 'made_at', '90 days'),
        ('suppliers.calendar_tokens', 'predicate', 'revoked_at', '90 days') $$,
    'the retention of suppliers'
);
insert into suppliers.calendar_tokens (
    user_id, name, token_hash, created_at, revoked_at
)
values
(tests.user('ada'), 'One', sha256('one'), '2020-01-01', '2020-01-02'),
(tests.user('ada'), 'Two', sha256('two'), '2020-01-01', null);
select is(
    (core.apply_retention('suppliers.calendar_tokens')).rows, 1::bigint,
    'a token that is used is kept'
);

-- Given: a task that was done long ago, and whose project is closed.
select tests.set_clock('2020-01-06 12:00+00');
select tests.small_project();
do $$
begin
    perform suppliers.update_task_status(tests.task_of('ACME', 'mould'), s.status, 'A')
    from unnest(array['in_progress', 'blocked', 'in_progress', 'waiting', 'in_progress'])
        as s (status);
    perform suppliers.update_task_due(tests.task_of('ACME', 'mould'), '2099-02-02', 'B');
    perform tests.set_clock('2036-01-07 12:00+00');
    perform suppliers.update_task_status(tests.task_of('ACME', 'mould'), 'blocked', 'C');
    perform suppliers.update_task_status(tests.task_of('ACME', 'mould'), 'in_progress');
    update suppliers.projects set status = 'closed' where id = 2001;
end;
$$;
select is(
    (core.apply_retention('suppliers.task_history')).rows, 4::bigint,
    'old history of a closed project goes'
);
select results_eq(
    $$ select version, status from suppliers.task_history
       where task_id = tests.task_of('ACME', 'mould') order by id $$,
    $$ values
        (1::bigint, 'planned'), (2, 'in_progress'), (7, 'in_progress'), (8, 'blocked'),
        (9, 'in_progress') $$,
    'what reports count stays, and what is not old'
);
select is_empty(
    $$ select i.name, r.*
       from core.invariants as i
       cross join lateral core.run_invariant(i.name) as r
       where i.name ~ '^suppliers[.].*histor' and r.violations > 0 $$,
    'and no invariant is broken'
);

select * from finish();
rollback;
