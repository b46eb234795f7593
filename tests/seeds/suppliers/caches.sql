-- Proves sql/seeds/suppliers/caches.sql.j2.
begin;
select plan(2);

select isnt(core.setting(c.setting), null, 'the setting of the cache is there')
from core.caches as c
where c.name = 'suppliers.forecast';
select is(
    to_regprocedure('suppliers._forecast(jsonb)')::regproc::text,
    (select c.function_name from core.caches as c where c.name = 'suppliers.forecast'),
    'and so is its function'
);

select * from finish();
rollback;
