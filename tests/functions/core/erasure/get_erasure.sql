-- Proves functions/core/erasure/get_erasure.sql.
begin;
select plan(3);

-- Given: an erasure.
create temporary table t_made as
select core.erase_person('user', tests.user('ada')::text, 'Asked.') as it;
grant select on t_made to authenticated;

select tests.login_as(tests.user('eve'), 'admin');
select is(
    (select core.get_erasure((t.it ->> 'id')::bigint) = t.it from t_made as t), true,
    'an admin sees it'
);
select is(
    tests.refusal('select core.get_erasure(-1)') ->> 'key', 'core.unknown_erasure',
    'one that is not there is refused'
);
select tests.login_as(tests.user('ada'), 'analyst');
select is(
    tests.refusal('select core.get_erasure(1)') ->> 'key', 'core.not_permitted',
    'others are refused'
);

select * from finish();
rollback;
