-- Proves sql/seeds/core/settings_hooks.sql.
begin;
select plan(3);

select is(
    (
        select sum(s.value::bigint)
        from jsonb_array_elements_text(core.setting('core.webhook_ladder_seconds')) as s
    ),
    272105::numeric,
    'the ladder takes 75 hours and 35 minutes in all'
);
select results_eq(
    $$ select core.setting('core.webhook_ports'),
           core.setting('core.webhook_allowed_networks') $$,
    $$ values ('[80, 443]'::jsonb, '[]'::jsonb) $$,
    'two ports and only public networks are allowed by default'
);
select is(
    core.setting('core.webhook_tolerance_seconds'), '300'::jsonb,
    'an incoming message may be five minutes off'
);

select * from finish();
rollback;
