-- master._retire_places: retire the places that a full file no longer has.
--
-- Only of the countries, schemes and levels that the file has: a file of counties says
-- nothing of cities. Rows stay, since stores may stand there.

create or replace function master._retire_places(p_staging regclass)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_count bigint;
begin
    lock table master.places in share row exclusive mode;
    with kept as materialized (
        select n.country, n.scheme, n.code, n.level
        from master._read_places(p_staging) as n
    )

    update master.places as p
    set is_retired = true
    where
        not p.is_retired
        and (p.country, p.scheme, p.level::integer) in (
            select k.country, k.scheme, k.level from kept as k
        )
        and (p.scheme, p.code, p.level::integer) not in (
            select k.scheme, k.code, k.level
            from kept as k
            where num_nulls(k.scheme, k.code, k.level) = 0
        );
    get diagnostics v_count = row_count;
    return v_count;
end;
$$;

comment on function master._retire_places(regclass) is
$$Retire the places of the file's countries, schemes and levels that it lacks.

`rowhouse load master.places FILE --retire` calls it with all rows of the file. Returns
how many were retired.
$$;
