-- Proves functions/concerts/feeds/_json_list.sql.
begin;
select plan(1);

select results_eq(
    $$ select concerts._json_list(x) from unnest(array['[1]', '{"a": 1}', '"x"',
        'null', null]::jsonb[]) as x $$,
    $$ values ('[1]'::jsonb), ('[{"a": 1}]'), ('[]'), ('[]'), ('[]') $$,
    'an object is a list of one'
);

select * from finish();
rollback;
