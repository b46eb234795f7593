-- Proves functions/core/operations/_run_with_bisection.sql.
begin;
select plan(6);

-- Given: six staged lines, of which 5 is not a number and 9 has the number of 3.
create temporary table staged (line bigint, number text);
create temporary table numbers (number integer unique check (number > 0));
insert into staged
values (2, '20'), (3, '30'), (5, 'five'), (8, '80'), (9, '30'), (12, '-1');

select results_eq(
    $$
    select r.done, e.line, left(e.reason, 6)
    from core._run_with_bisection(
        p_statement =>
        'insert into pg_temp.numbers select number::integer from pg_temp.staged'
        ' where line between $1 and $2',
        p_lines => array[2, 3, 5, 8, 9, 12],
        p_fatal_classes => array['42']
    ) as r
    cross join lateral unnest(r.bad_lines, r.reasons) as e (line, reason)
    $$,
    $$ values (3::bigint, 5::bigint, '22P02:'), (3, 9, '23505:'), (3, 12, '23514:') $$,
    'every bad line stands alone, in order, with its SQLSTATE'
);
select set_eq(
    $$ select number from numbers $$,
    $$ values (20), (30), (80) $$,
    'every good line is in, once'
);
select is(
    (
        select r.reasons[1]
        from core._run_with_bisection(
            p_statement => 'insert into pg_temp.numbers values (30)',
            p_lines => array[1],
            p_fatal_classes => '{}'
        ) as r
    ),
    '23505: duplicate key value violates unique constraint "numbers_number_key": '
    'Key (number)=(30) already exists.',
    'a reason is SQLSTATE, message and detail'
);
select results_eq(
    $$
    select done, bad_lines, reasons
    from core._run_with_bisection(
        p_statement => 'x', p_lines => '{}', p_fatal_classes => '{}'
    )
    $$,
    $$ values (0::bigint, '{}'::bigint [], '{}'::text []) $$,
    'no line, no work'
);
select throws_ok(
    $$
    select core._run_with_bisection(
        p_statement => 'select 1 from pg_temp.missing',
        p_lines => array[1, 2],
        p_fatal_classes => array['42']
    )
    $$,
    '42P01', null,
    'an error that no line is to blame for is raised'
);
select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$
    select core._run_with_bisection(
        p_statement => 'select 1', p_lines => array[1], p_fatal_classes => '{}'
    )
    $$,
    '42501', null,
    'only the owner may call it'
);

select * from finish();
rollback;
