-- Proves functions/suppliers/tasks/preview_date_change.sql.
begin;
select plan(6);

-- Given: the small project.
select tests.small_project();

create temporary table n on commit drop as
select count(*) as n from suppliers.task_history;
grant select on n to public;

select tests.login_as(tests.user('sam'), 'supplier');
select is(
    (
        select array[
            jsonb_array_length(p.p -> 'moves'), jsonb_array_length(p.p -> 'errors')
        ]
        from api.preview_date_change(
            tests.task_of('ACME', 'mould'), '2099-01-21'
        ) as p (p)
    ),
    array[3, 0], 'a date moves successors'
);
select is(
    api.preview_date_change(tests.task_of('ACME', 'mould'), '2000-01-01')
    #>> '{errors, 0, code}',
    'suppliers.due_in_past', 'a bad date shows its fault'
);
select is(
    array[
        tests.why(format(
            'select api.preview_date_change(%s, $$2099-01-21$$)',
            tests.task_of('BOLT', 'mould')
        )),
        tests.why('select api.preview_date_change(null, $$2099-01-21$$)'),
        tests.why('select api.preview_date_change(1, null)'),
        tests.why('select api.preview_date_change(1, $$infinity$$)')
    ],
    array[
        'PT404 suppliers.unknown_task', 'PT404 suppliers.unknown_task',
        'PT422 core.invalid_argument', 'PT422 core.invalid_argument'
    ],
    'bad arguments are refused'
);

create temporary table moves on commit drop as
select m.*
from api.preview_date_change(tests.task_of('ACME', 'mould'), '2099-01-21') as p (p)
cross join lateral jsonb_to_recordset(p.p -> 'moves') as m (
    task_id bigint, start_on date, due_on date
);
select is(
    jsonb_array_length(
        api.update_task_due(
            tests.task_of('ACME', 'mould'), '2099-01-21', 'Late.',
            move_successors => true
        ) -> 'moves'
    ),
    3, 'the change is made'
);
reset role;
select is_empty(
    $$ select from pg_temp.moves as m
       inner join suppliers.task_instances as i on m.task_id = i.id
       where (m.start_on, m.due_on) is distinct from (i.start_on, i.due_on) $$,
    'what was shown is what is done'
);
select is(
    (select count(*) from suppliers.task_history) - (select n.n from n), 3::bigint,
    'to ask changes nothing'
);

select * from finish();
rollback;
