-- filters._write_row_conditions: the condition that a row matches a selection.
--
-- Dimensions of the cube are conditions on the ids of a line, which have indexes and
-- statistics. Where `p_is_loose` is true, a line matches too that one dimension of the
-- cube alone leaves out: the list of that dimension counts it. The alternatives are
-- written so that each can be found by an index. The row is called r.

create or replace function filters._write_row_conditions(
    p_selection jsonb, p_is_loose boolean default false
)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_cube filters.selection := filters._read_cube_part(p_selection);
    v_places constant integer := num_nonnulls(
        v_cube.region_ids, v_cube.province_ids, v_cube.city_ids, v_cube.store_class_ids
    );
    v_category constant text := 'r.category_id = any('
        || quote_literal(v_cube.category_ids::text) || '::bigint[])';
    v_brand constant text := 'r.brand_id = any('
        || quote_literal(v_cube.brand_ids::text) || '::bigint[])';
    v_registered text;
    v_in text;
    v_near text;
begin
    select string_agg(
        filters._write_condition(d, filters._to_texts(p_selection -> d.name)),
        ' and ' order by d.name
    )
    into v_registered
    from filters.dimensions as d
    where d.counted_by = 'counters' and p_selection ? d.name;

    if v_places > 0 then
        select
            format(
                'r.store_id = any(%L::bigint[])',
                coalesce(array_agg(s.store_id) filter (where s.missed = 0), '{}')
            ),
            format(
                'r.store_id = any(%L::bigint[])',
                coalesce(
                    array_agg(s.store_id) filter (where s.missed in (0, 1, 2, 4, 8)), '{}'
                )
            )
        into v_in, v_near
        from filters._locate_stores(v_cube) as s;
    end if;
    if not p_is_loose then
        return coalesce(
            nullif(concat_ws(' and ', v_registered, v_category, v_brand, v_in), ''),
            'true'
        );
    end if;

    return concat_ws(
        ' and ',
        v_registered,
        (
            select '(' || string_agg(coalesce(nullif(a.text, ''), 'true'), ' or ') || ')'
            from (
                values
                (
                    true,
                    concat_ws(
                        ' and ', case when v_places > 1 then v_near end, v_category, v_brand
                    )
                ),
                (v_brand is not null, concat_ws(' and ', v_in, v_category)),
                (v_category is not null, concat_ws(' and ', v_in, v_brand))
            ) as a (is_needed, text)
            where a.is_needed
        )
    );
end;
$$;

comment on function filters._write_row_conditions(jsonb, boolean) is
    'SQL of a condition on a row r of the source; true for the empty selection.';
