-- Proves triggers/suppliers/core.sql.
begin;
select plan(1);

select triggers_are(
    'core', 'operations', array['t90_show_progress'],
    'operations has exactly these triggers'
);

select * from finish();
rollback;
