-- filters._rank_gap: how far apart the ranks of two neighbouring values are at first.
--
-- Twenty values can come between the same two before the ranks are made anew.

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
    'Distance of two ranks in filters.dimension_values, when they are new.';
