-- Proves functions/suppliers/digests/list_digests.sql.
begin;
select plan(4);

-- Given: three digests of ada, and one of bob.
insert into suppliers.digests (user_id, digest_on, timezone, counts, tasks, made_at)
select
    tests.user('ada') as user_id,
    '2099-01-01'::date + n as digest_on,
    'UTC' as timezone,
    '{"overdue": 1}' as counts,
    '{}' as tasks,
    now() as made_at
from generate_series(1, 3) as n;
insert into suppliers.digests (user_id, digest_on, timezone, counts, tasks, made_at)
values (tests.user('bob'), '2099-01-09', 'UTC', '{}', '{}', now());

select tests.login_as(tests.user('ada'));
select is(
    jsonb_path_query_array(suppliers.list_digests(), '$.items[*].digest_on'),
    '["2099-01-04", "2099-01-03", "2099-01-02"]'::jsonb, 'own digests, newest first'
);
select is(
    suppliers.list_digests(suppliers.list_digests(null, 2) ->> 'next')
    #>> '{items, 0, digest_on}',
    '2099-01-02', 'the next page goes on'
);
select is(
    array(
        select jsonb_object_keys(suppliers.list_digests() #> '{items, 0}')
        order by 1
    ),
    '{counts,digest_id,digest_on,made_at,timezone}', 'an item is short'
);
select throws_ok(
    $$ select suppliers.list_digests('x') $$, 'PT422', 'core.invalid_cursor',
    'a cursor is one of this list'
);

select * from finish();
rollback;
