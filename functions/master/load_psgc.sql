-- master.load_psgc: take in a release of the Philippine Standard Geographic Code.
--
-- A row is known by its code. A new code whose row has the same name as one whose code
-- the release no longer lists, inside the same parent (provinces: anywhere, as regions
-- split), is that row moved: it keeps its id, so everything that refers to it stays
-- right. Rows that the release dropped are retired, never deleted. Releases take turns:
-- the lock stops other writers of the geography, not readers.

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

    lock table master.regions, master.provinces, master.cities
    in share row exclusive mode;

    v_answer := jsonb_build_object(
        'regions', master._load_regions(master._normalize_rows(p_release -> 'regions')),
        'provinces', master._load_provinces(
            master._normalize_rows(p_release -> 'provinces')
        ),
        'cities', master._load_cities(master._normalize_rows(p_release -> 'cities'))
    );

    return v_answer;
end;
$$;

comment on function master.load_psgc(jsonb) is
$$Upsert a PSGC release: {regions: […], provinces: […], cities: […]}.

Each region has psgc_code, name, island_group, population; a province also region_code,
class, is_pseudo, income_class; a city province_code, class, city_class, income_class,
population. What a release does not say (null) stays as it was. Returns per level
{added, changed, moved, retired}; loading the same release twice changes nothing.
The filters read names from here: after a change, select filters.rebuild_values().
Errors: PT422 master.invalid_release; 23502, 23503 or 23514 when a row is incomplete.
$$;
