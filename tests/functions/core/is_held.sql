-- Proves functions/core/is_held.sql.
begin;
select plan(1);

select core.place_hold('core.events', 'A court asks.')::text;
select results_eq(
    $$ select core.is_held('core.events'), core.is_held('core.jobs') $$,
    $$ values (true, false) $$, 'a hold is of one table'
);

select * from finish();
rollback;
