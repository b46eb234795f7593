-- concerts._compare_grams: the share of all trigrams that two lists have in common.
--
-- What similarity() of pg_trgm returns for the same texts.

create or replace function concerts._compare_grams(p_left text[], p_right text[])
    returns double precision
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select s.shared::double precision / nullif(
        cardinality(p_left) + cardinality(p_right) - s.shared, 0
    )
    from (
        values (cardinality(array(select unnest(p_left) intersect select unnest(p_right))))
    ) as s (shared)
$$;

comment on function concerts._compare_grams(text[], text[]) is
    'Return shared trigrams / all trigrams. Units: 0 to 1.';
