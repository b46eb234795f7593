-- Proves sql/seeds/core/event_consumers.sql.
begin;
select plan(2);

select results_eq(
    $$ select sql_function from core.event_consumers where name = 'core.webhooks' $$,
    $$ values ('core.fan_out_webhooks') $$,
    'webhooks are a consumer of the log'
);
select isnt(
    to_regprocedure('core.fan_out_webhooks(text, integer)'), null,
    'and its function is there'
);

select * from finish();
rollback;
