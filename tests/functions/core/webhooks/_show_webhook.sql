-- Proves functions/core/webhooks/_show_webhook.sql.
begin;
select plan(2);

-- Given: ada has an endpoint.
create temporary table given as
select tests.make_webhook('ada') as id;
grant select on given to authenticated;

select tests.login_as(tests.user('ada'));
select is(
    (select count(*) from given as g, jsonb_object_keys(core._show_webhook(g.id)) as k
    where k like '%secret%'),
    0::bigint,
    'what is shown holds no secret'
);
select tests.login_as(tests.user('eve'));
select is(
    core._show_webhook((select id from given)), null,
    'a user does not see another''s webhook'
);

select * from finish();
rollback;
