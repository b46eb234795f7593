-- Proves functions/core/webhooks/list_webhooks.sql.
begin;
select plan(2);

-- Given: ada has two, eve has none.
do $$
begin
    perform tests.make_webhook('ada', 'a.b.c');
    perform tests.make_webhook('ada', 'x.y.z');
end;
$$;

select tests.login_as(tests.user('ada'));
select is(
    jsonb_array_length(core.list_webhooks() -> 'items'), 2,
    'a user sees their own'
);
select tests.login_as(tests.user('eve'));
select is(
    core.list_webhooks(), '{"items": [], "next": null}'::jsonb,
    'but not those of another user'
);

select * from finish();
rollback;
