-- Proves sql/seeds/core/topic_rules_hooks.sql.
begin;
select plan(1);

select results_eq(
    $$ select audience from core.topic_rules where prefix = 'core:webhooks' $$,
    $$ values ('owner') $$,
    'an owner of webhooks reads what is said about them'
);

select * from finish();
rollback;
