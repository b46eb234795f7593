-- Proves functions/core/limits/_is_rate_limit.sql.
begin;
select plan(1);

select results_eq(
    $$ select c.it, core._is_rate_limit(c.it)
       from (values
           ('{}'::jsonb), ('{"requests": 30, "seconds": 60}'),
           ('{"requests": 1, "seconds": 0.5}'), ('{"requests": 0, "seconds": 60}'),
           ('{"requests": 1.5, "seconds": 60}'), ('{"requests": 30}'),
           ('{"requests": "30", "seconds": 60}'), ('{"requests": 30, "seconds": 0}'),
           ('[]'), ('30')
       ) as c (it) $$,
    $$ values
        ('{}'::jsonb, true), ('{"requests": 30, "seconds": 60}', true),
        ('{"requests": 1, "seconds": 0.5}', true),
        ('{"requests": 0, "seconds": 60}', false),
        ('{"requests": 1.5, "seconds": 60}', false), ('{"requests": 30}', false),
        ('{"requests": "30", "seconds": 60}', false),
        ('{"requests": 30, "seconds": 0}', false), ('[]', false), ('30', false) $$,
    'a limit has whole requests and some seconds, or nothing at all'
);

select * from finish();
rollback;
