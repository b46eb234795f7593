-- Proves functions/core/read/_day_fault.sql.
begin;
select plan(3);

create function pg_temp.fault(p_value jsonb) returns text language sql as $$
    select core._day_fault(p_value, '^[0-9]{4}-[0-9]{2}-[0-9]{2}', 'is no day')
$$;

select is(
    (
        select array_agg(pg_temp.fault(v.v))
        from unnest(
            array['"2024-02-29"', '"2026-12-31"', '"2026-04-30T00:00Z"']::jsonb[]
        ) as v (v)
    ),
    array[null, null, null]::text[], 'a day that exists has no fault'
);
select is(
    (
        select array_agg(pg_temp.fault(v.v))
        from unnest(array['"x"', '""', '7', 'null', '["2024-02-29"]']::jsonb[]) as v (v)
    ),
    array_fill('is no day'::text, array[5]), 'what does not match has the given one'
);
select is(
    (
        select array_agg(pg_temp.fault(v.v))
        from unnest(array['"2026-02-29"', '"2100-02-29"', '"2026-04-31"']::jsonb[])
            as v (v)
    ),
    array_fill('is a day that does not exist'::text, array[3]), 'months have an end'
);

select * from finish();
rollback;
