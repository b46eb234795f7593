-- Proves functions/core/attach/_attach_retention.sql.
begin;
select plan(14);

-- Given: rows of two days.
select tests.set_clock('2030-01-10 12:00+00');
create table public."T Logs" (id bigint, "At" timestamp, kept boolean);
insert into public."T Logs" values
(1, '2030-01-01', false), (2, '2030-01-01', true), (3, '2030-01-10', false);
do $$ begin
    perform core.attach_table(
        'retention', 'public."T Logs"',
        '{"column": "At", "keep": "5 days", "condition": "not kept"}'
    );
end $$;
select results_eq(
    $$ select p.method, p.column_name, p.keep, p.condition
    from core.retention_policies as p where p.table_name = 'public."T Logs"' $$,
    $$ values ('predicate', 'At', interval '5 days', 'not kept') $$,
    'it has a policy'
);
select is(
    (core.apply_retention('public."T Logs"')).outcome,
    'done',
    'the nightly job can use it'
);
select results_eq(
    $$ select id from public."T Logs" order by 1 $$, $$ values (2::bigint), (3) $$,
    'old rows go, where the condition holds'
);
do $$ begin
    perform core.place_legal_hold('public."T Logs"', 'A court asks.');
    update public."T Logs" set kept = false where id = 2;
end $$;
select is(
    (core.apply_retention('public."T Logs"')).outcome, 'held', 'a hold stops it'
);
select throws_ok(
    format(
        'select core.attach_table(%L, %L, %L)', 'retention', 'public."T Logs"', o.it
    ),
    'PT422', 'core.invalid_attachment', 'refused: ' || o.it
)
from (
    values
    ('{"column": "At"}'), ('{"column": "At", "keep": "soon"}'),
    ('{"column": "At", "keep": "-1 day"}'), ('{"column": "id", "keep": "1 day"}'),
    ('{"column": "At", "keep": "90"}'), ('{"column": "At", "keep": 90}'),
    ('{"column": "At", "keep": "1:30"}'), ('{"column": "At", "keep": "0 days"}'),
    ('{"column": "At", "keep": "1 day", "condition": "kept or"}'),
    ('{"column": "At", "keep": "1 day", "condition": "nothing"}')
) as o (it);
select * from finish();
rollback;
