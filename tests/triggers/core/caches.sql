-- Proves triggers/core/caches.sql.
begin;
select plan(2);

select triggers_are(
    'core', 'caches', array['t90_create_counters'], 'caches has exactly this trigger'
);
insert into core.caches (name, function_name, setting, description)
values ('core.pots', 'core.count_pots', 'core.cache.pots', 'Pots.');
select isnt_empty(
    $$ select from core.cache_counters where cache = 'core.pots' $$,
    'a new cache can be counted from the start'
);

select * from finish();
rollback;
