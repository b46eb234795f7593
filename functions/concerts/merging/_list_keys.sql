-- concerts._list_keys: the keys of a table that a new value in a column may break.

create or replace function concerts._list_keys(p_table regclass, p_column name)
    returns table (
        columns text[], predicate text, is_null_equal boolean
    )
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        array(
            select pg_get_indexdef(i.indexrelid, n.place, true)
            from generate_series(1, i.indnkeyatts) as n (place)
            order by n.place
        ),
        coalesce(pg_get_expr(i.indpred, i.indrelid, true), 'true'),
        i.indnullsnotdistinct
    from pg_catalog.pg_index as i
    inner join pg_catalog.pg_attribute as a
        on i.indrelid = a.attrelid and a.attname = p_column
    where
        i.indrelid = p_table
        and i.indisunique
        and (a.attnum = any(i.indkey::smallint[]) or i.indexprs is not null)
    union
    select r.columns, 'true', false
    from concerts.merge_rules as r
    where
        r.table_name = p_table::text
        and p_column = any(r.columns)
        and not exists (
            select
            from pg_catalog.pg_index as i
            where
                i.indrelid = p_table
                and i.indisunique
                and r.columns = array(
                    select pg_get_indexdef(i.indexrelid, n.place, true)
                    from generate_series(1, i.indnkeyatts) as n (place)
                    order by n.place
                )
        )
    order by 1
$$;

comment on function concerts._list_keys(regclass, name) is
    'Return unique indexes with the column, and the other keys of '
    'concerts.merge_rules.';
