-- Proves functions/core/webhooks/rotate_webhook_secret.sql.
begin;
select plan(2);

-- Given: ada has an endpoint.
select tests.set_clock('2030-01-01 00:00+00');
create temporary table given as
select tests.make_webhook('ada') as id;
grant select on given to authenticated;

select tests.login_as(tests.user('ada'));
select results_eq(
    $$ select
           a.answer ->> 'secret' ~ '^whsec_', (a.answer ->> 'old_expires_at')::timestamptz
       from given as g, core.rotate_webhook_secret(g.id) as a (answer) $$,
    $$ values (true, '2030-01-02 00:00+00'::timestamptz) $$,
    'a new secret is returned, with the end of the old one'
);
select tests.login_as(tests.user('eve'));
select is(
    tests.refusal(
        format('select core.rotate_webhook_secret(%L)', (select id from given))
    ) ->> 'key',
    'core.webhook_not_found',
    'a user cannot rotate another''s secret'
);

select * from finish();
rollback;
