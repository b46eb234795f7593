-- Proves functions/core/webhooks/_is_owner_deleted.sql.
begin;
select plan(6);

-- Given: auth.users is empty; bob was in it when the endpoint was saved.
do $$ begin perform tests.make_webhook('bob'); end; $$;
delete from auth.users
where true;

select ok(
    not core._is_owner_deleted(md5('ada')::uuid),
    'where auth.users is empty, users are kept elsewhere'
);
select ok(
    core._is_owner_deleted(md5('bob')::uuid),
    'but an owner who had a row when the endpoint was saved is gone without it'
);
select tests.user('eve')::text;
select ok(
    core._is_owner_deleted(md5('ada')::uuid),
    'where auth.users has users, one without a row is gone'
);
select ok(not core._is_owner_deleted(tests.user('eve')), 'one with a row is not');
update auth.users set banned_until = now() + interval '1 day'
where id = tests.user('eve');
select ok(not core._is_owner_deleted(tests.user('eve')), 'nor is one who is banned');
update auth.users set deleted_at = now()
where id = tests.user('eve');
select ok(core._is_owner_deleted(tests.user('eve')), 'one who is marked as deleted is');

select * from finish();
rollback;
