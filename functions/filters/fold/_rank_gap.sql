-- filters._rank_gap: initial distance between the ranks of neighbouring values.
--
-- Twenty values fit between the same two before the dimension is ranked anew.

create or replace function filters._rank_gap()
    returns bigint
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select 1048576::bigint
$$;

comment on function filters._rank_gap() is
    'Distance of two ranks in filters.dimension_values after a new ranking.';
