-- filters._rank_of: the sort key of a value among numbers or dates.
--
-- A date becomes the number that its digits spell, 20240501; before Christ it is
-- negative. Any other text becomes NaN, which sorts last. The generated column
-- filters.value_counts.rank uses the same expression; this function is for unfolded
-- values.

create or replace function filters._rank_of(p_value text)
    returns numeric
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_value ~ '^-?[0-9]+[.]?[0-9]*$' then p_value::numeric
        when p_value ~ '^[0-9]{4,7}-[0-9]{2}-[0-9]{2}$'
            then replace(p_value, '-', '')::numeric
        when p_value ~ '^[0-9]{4,7}-[0-9]{2}-[0-9]{2} BC$'
            then
                replace(left(p_value, -3), '-', '')::numeric
                - 20000 * split_part(p_value, '-', 1)::numeric
        when lower(p_value) in ('infinity', '-infinity') then p_value::numeric
        else 'NaN'
    end
$$;

grant execute on function filters._rank_of(text) to authenticated, service_role;

comment on function filters._rank_of(text) is
    'The number to sort by first; ties are sorted by the value itself.';
