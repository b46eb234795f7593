-- concerts._move_rows: point the rows of a dropped record to the kept one.
--
-- Rows are locked first, in the order of their keys, so what is saved is what changes.
-- Under the rule append they come behind those of the kept record.

create or replace function concerts._move_rows(
    p_merge_id bigint,
    p_table regclass,
    p_column name,
    p_filter text,
    p_keep_id bigint,
    p_drop_id bigint
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_key constant text := concerts._key_sql(p_table);
    v_number constant text := (
        select r.columns[cardinality(r.columns)]
        from concerts.merge_rules as r
        where
            r.table_name = p_table::text
            and r.rule = 'append'
            and p_column = any(r.columns)
    );
begin
    execute format(
        'select from %s as t where t.%I = $1 and %s order by %s for update',
        p_table, p_column, p_filter, v_key
    )
    using p_drop_id;
    execute format(
        'with old as materialized ('
        '     select %1$s as row_key, to_jsonb(t) as image'
        '     from %2$s as t'
        '     where t.%3$I = $3 and %4$s'
        ' ), moved as ('
        '     update %2$s as t'
        '     set %3$I = $2 %5$s'
        '     where t.%3$I = $3 and %4$s'
        '     returning %1$s as new_key, to_jsonb(t) as image'
        ' )'
        ' insert into concerts.merge_rows ('
        '     merge_id, step, place, table_name, operation, row_key, new_key, old_values,'
        '     new_values'
        ' )'
        ' select'
        '     $1, $4, row_number() over (order by o.row_key), %6$L, ''update'', o.row_key,'
        '     n.new_key, concerts._changed_values(o.image, n.image),'
        '     concerts._changed_values(n.image, o.image)'
        ' from old as o'
        ' inner join moved as n on o.row_key || %7$s = n.new_key',
        v_key, p_table, p_column, p_filter,
        case
            when v_number is null then ''
            else format(
                ', %1$I = t.%1$I + ('
                'select coalesce(max(k.%1$I), 0) from %2$s as k where k.%3$I = $2)',
                v_number, p_table, p_column
            )
        end,
        p_table::text,
        case
            when p_column = any(concerts._key_columns(p_table))
                then format('jsonb_build_object(%L, $2)', p_column)
            else '''{}''::jsonb'
        end
    )
    using p_merge_id, p_keep_id, p_drop_id, concerts._next_step(p_merge_id);
end;
$$;

comment on function concerts._move_rows(bigint, regclass, name, text, bigint, bigint) is
    'Set a column of all rows with one id to another id, and save both versions.';
