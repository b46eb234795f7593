-- filters._top_counters: the most frequent values of a registered dimension.
--
-- Only values that tie with the last position get a label and are sorted by it, not the
-- thousands below. Definer as filters._list_counters.

create or replace function filters._top_counters(
    p_dimension text, p_selection jsonb, p_top integer
)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_dimension filters.dimensions;
    v_is_ranked boolean := filters._is_ranked(p_dimension);
    v_label text := 'm.value';
    v_master text := '';
    v_top jsonb;
begin
    perform filters._check_readable(p_dimension, p_selection);
    select * into strict v_dimension
    from filters.dimensions
    where name = p_dimension;
    if v_dimension.master_table is not null then
        v_label := format(
            'coalesce(left(o.%I::text, 200), m.value)', v_dimension.master_label
        );
        v_master := format(
            'left join %s as o on m.value = %s',
            v_dimension.master_table,
            filters._value_expression(
                v_dimension.master_table, v_dimension.master_key, null, 'o'
            )
        );
    end if;

    execute format(
        'with counted as materialized (%1$s), '
        'most as (select c.value, c.lines from counted as c '
        'order by c.lines desc fetch first $3 rows with ties), '
        'top as (select m.value, m.lines, (%2$s) collate "C" as label, '
        'case when $4 then filters._rank_of(m.value) end as rank '
        'from most as m %3$s '
        'order by m.lines desc, rank, label, m.value limit $3) '
        'select jsonb_build_object(''items'', coalesce(('
        'select jsonb_agg(jsonb_build_object('
        '''value'', t.value, ''label'', t.label, ''count'', t.lines) '
        'order by t.lines desc, t.rank, t.label, t.value) from top as t), ''[]''), '
        '''total'', count(*), ''truncated'', count(*) > $3) from counted',
        filters._write_counters_query(v_dimension, p_selection), v_label, v_master
    )
    into v_top
    using p_dimension, p_selection, p_top, v_is_ranked;
    return v_top;
end;
$$;

grant execute on function filters._top_counters(text, jsonb, integer)
to authenticated, service_role;

comment on function filters._top_counters(text, jsonb, integer) is
$${items: [{value, label, count}], total, truncated}, by count.

Errors: PT422 filters.unknown_dimension, also if the caller may not read a dimension.
$$;
