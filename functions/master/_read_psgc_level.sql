-- master._read_psgc_level: the rows of a PSGC release in the columns of master.places.

create or replace function master._read_psgc_level(p_level integer, p_rows jsonb)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_rows jsonb;
    v_orphan text;
begin
    select
        coalesce(
            jsonb_agg(
                jsonb_build_object(
                    'code', n.psgc_code,
                    'place_key', case p_level
                        when 1 then master._short_region(n.name)
                        else n.psgc_code
                    end,
                    'parent_id', u.id,
                    'parent_level', u.level,
                    'name', n.name,
                    'class', n.class,
                    'is_pseudo', n.is_pseudo,
                    'population', n.population,
                    'details', jsonb_strip_nulls(jsonb_build_object(
                        'island_group', n.island_group,
                        'income_class', n.income_class,
                        'city_class', n.city_class
                    ))
                )
            ),
            '[]'
        ),
        min(coalesce(n.psgc_code, n.name)) filter (where p_level > 1 and u.id is null)
    into v_rows, v_orphan
    from jsonb_to_recordset(p_rows) as n (
        psgc_code text, name text, region_code text, province_code text, class text,
        is_pseudo boolean, population bigint, island_group text, income_class text,
        city_class text
    )
    left join master.places as u
        on
            u.scheme = 'psgc'
            and u.level = p_level - 1
            and u.code = (array[null, n.region_code, n.province_code])[p_level];

    if v_orphan is not null then
        perform core.raise_error(
            'master.invalid_release',
            format('The place above %s is not there.', core.excerpt(v_orphan))
        );
    end if;
    return v_rows;
end;
$$;

comment on function master._read_psgc_level(integer, jsonb) is
$$Objects with the columns of master.places; the parents are there already.

Errors: PT422 master.invalid_release.
$$;
