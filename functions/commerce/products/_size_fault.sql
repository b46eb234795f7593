-- commerce._size_fault: the rule that a size has all three dimensions.

create or replace function commerce._size_fault(p_record jsonb)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select 'Give length, width and height, or none of them.'::text
    where
        num_nonnulls(
            p_record ->> 'length_mm', p_record ->> 'width_mm', p_record ->> 'height_mm'
        ) in (1, 2)
$$;

comment on function commerce._size_fault(jsonb) is
    'Rule size_whole of commerce.variant.';
