-- Proves functions/concerts/feeds/_json_text.sql.
begin;
select plan(1);

select results_eq(
    $$ select concerts._json_text(p, x) from (values ('{"a": {"b": [" x ", 7, "",
        true]}}'::jsonb)) as v (p),
       unnest('{a.b.0,a.b.1,a.b.2,a.b.3,a.c,a}'::text[]) as x $$,
    $$ values ('x'), ('7'), (null), (null), (null), (null) $$,
    'text and numbers are text; what is empty, absent or else is null'
);

select * from finish();
rollback;
