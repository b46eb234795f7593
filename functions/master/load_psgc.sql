-- master.load_psgc: load a release of the Philippine Standard Geographic Code.
--
-- A code identifies a row. If the release drops a code and has a new one with the same
-- name and the same parent (for provinces any parent, as regions split), the row was
-- moved: it gets the new code and keeps its id, so references to it stay valid. Other
-- dropped rows are retired, never deleted. The table lock serializes releases: it
-- blocks other writers of the geography, but not readers.

create or replace function master.load_psgc(p_release jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_answer jsonb;
begin
    if jsonb_typeof(p_release -> 'regions') is distinct from 'array'
        or jsonb_typeof(p_release -> 'provinces') is distinct from 'array'
        or jsonb_typeof(p_release -> 'cities') is distinct from 'array'
    then
        perform core.raise_error(
            'master.invalid_release',
            'The release lacks an array of regions, provinces or cities.'
        );
    end if;

    lock table master.places in share row exclusive mode;

    -- In this order: a place needs the one above it.
    v_answer := jsonb_build_object('regions', master._load_psgc_level(
        1, master._normalize_rows(p_release -> 'regions')
    ));
    v_answer := v_answer || jsonb_build_object('provinces', master._load_psgc_level(
        2, master._normalize_rows(p_release -> 'provinces')
    ));
    v_answer := v_answer || jsonb_build_object('cities', master._load_psgc_level(
        3, master._normalize_rows(p_release -> 'cities')
    ));

    return v_answer;
end;
$$;

comment on function master.load_psgc(jsonb) is
$$Upsert a PSGC release: {regions: […], provinces: […], cities: […]}.

Each region has psgc_code, name, island_group, population; a province also region_code,
class, is_pseudo, income_class; a city province_code, class, city_class, income_class,
population. A null value leaves the stored value unchanged. Returns {added, changed,
moved, retired} per level; loading the same release twice changes nothing.
Errors: PT422 master.invalid_release, 23502 or 23514 when a row is incomplete.
$$;
