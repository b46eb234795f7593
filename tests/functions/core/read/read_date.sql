-- Proves functions/core/read/read_date.sql.
begin;
select plan(5);

select is(
    array[
        core.read_date('d', '1900-01-01'), core.read_date('d', '2024-02-29'),
        core.read_date('d', '2999-12-31')
    ],
    array['1900-01-01', '2024-02-29', '2999-12-31']::date[], 'a day is itself'
);
select is(
    (
        select array_agg(
            tests.refusal(
                format('select core.read_date(%L, %L)', 'due_on', d.d)
            ) ->> 'detail'
        )
        from unnest(array[
            null, '1899-12-31', '3000-01-01', 'infinity', '-infinity', '5874897-12-31'
        ]) as d (d)
    ),
    array[
        'due_on is null, not a day from 1900 to 2999.',
        'due_on is 1899-12-31, not a day from 1900 to 2999.',
        'due_on is 3000-01-01, not a day from 1900 to 2999.',
        'due_on is infinity, not a day from 1900 to 2999.',
        'due_on is -infinity, not a day from 1900 to 2999.',
        'due_on is 5874897-12-31, not a day from 1900 to 2999.'
    ],
    'none, and one out of reach, are refused'
);
select throws_ok(
    $$ select core.read_date('d', null) $$, 'PT422', 'core.invalid_argument',
    'by default as an argument'
);
select throws_ok(
    $$ select core.read_date('d', null, 'core.invalid_record') $$, 'PT422',
    'core.invalid_record', 'or by another key'
);
set local role anon;
select is(core.read_date('d', '2024-02-29'), '2024-02-29', 'any caller may ask');

select * from finish();
rollback;
