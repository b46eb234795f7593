-- Proves functions/concerts/feeds/_json_number.sql.
begin;
select plan(1);

select results_eq(
    $$ select concerts._json_number(jsonb_build_object('a', x), 'a')
       from unnest('{"-1.5",7,x,1e9,""}'::text[]) as x $$,
    $$ values (-1.5::float8), (7), (null), (null), (null) $$,
    'a number may be written as text'
);

select * from finish();
rollback;
