-- Proves functions/core/retention/is_on_legal_hold.sql.
begin;
select plan(1);

select core.place_legal_hold('core.events', 'A court asks.')::text;
select results_eq(
    $$ select
           core.is_on_legal_hold('core.events'),
           core.is_on_legal_hold('core.jobs') $$,
    $$ values (true, false) $$, 'a hold is of one table'
);

select * from finish();
rollback;
