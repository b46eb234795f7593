-- Proves functions/filters/counters/_lock_source.sql.
begin;
select plan(2);

-- Given: the counted shop.
select tests.counted_shop();

do $$ begin perform filters._lock_source('t_shop.lines', true); end $$;
select set_has(
    $$ select mode from pg_locks where relation = 't_shop.lines'::regclass $$,
    $$ values ('AccessExclusiveLock') $$, 'the last dimension needs the strongest lock'
);
select lives_ok(
    $$ select filters._lock_source(0::regclass, false) $$,
    'a table that is gone needs none'
);

select * from finish();
rollback;
