-- filters._top_counters: the most frequent values of a registered dimension.
--
-- Only values that tie with the last position get a label and are sorted by it, not the
-- thousands below. A dimension without a parent that nothing narrows reads only those
-- and counts the others through an index. Definer as filters._list_counters.

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
    v_counted text := '';
    v_most text;
    v_total text;
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

    if p_selection = '{}' and v_dimension.parent is null then
        v_most := 'select c.value, c.lines from filters._most_counters($1, $3) as c';
        v_total := 'select filters._count_listed_counters($1) as values';
    else
        v_counted := format(
            'counted as materialized (%s), ',
            filters._write_counters_query(v_dimension, p_selection)
        );
        v_most := 'select c.value, c.lines from counted as c '
            'order by c.lines desc fetch first $3 rows with ties';
        v_total := 'select count(*) as values from counted';
    end if;

    execute format(
        'with %1$s most as (%2$s), '
        'top as (select m.value, m.lines, (%3$s) collate "C" as label, '
        'case when $4 then filters._rank_of(m.value) end as rank '
        'from most as m %4$s '
        'order by m.lines desc, rank, label, m.value limit $3) '
        'select jsonb_build_object(''items'', coalesce(('
        'select jsonb_agg(jsonb_build_object('
        '''value'', t.value, ''label'', t.label, ''count'', t.lines) '
        'order by t.lines desc, t.rank, t.label, t.value) from top as t), ''[]''), '
        '''total'', n.values, ''truncated'', n.values > $3) from (%5$s) as n',
        v_counted, v_most, v_label, v_master, v_total
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
