-- Proves functions/suppliers/digests/get_digest_preferences.sql.
begin;
select plan(2);

select throws_ok(
    'select suppliers.get_digest_preferences()', 'PT403', 'core.not_permitted',
    'who is not signed in has no preferences'
);
select tests.login_as(tests.user('ada'));
select is(
    suppliers.get_digest_preferences() ->> 'is_default', 'true',
    'a user begins with the defaults'
);

select * from finish();
rollback;
