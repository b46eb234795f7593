-- concerts._list_references: the columns that lead to the rows of a table.
--
-- Foreign keys come from the catalog, so a new table needs no entry. Totals come after
-- what they count, as triggers keep them while rows are dropped; soft references come
-- last. A foreign key of several columns, or to other columns than the primary key, is
-- listed without a column, and a merge refuses to go on.

create or replace function concerts._list_references(p_table regclass)
    returns table (
        table_name regclass, column_name name, filter_column name, filter_value text
    )
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select f.table_name, f.column_name, f.filter_column, f.filter_value
    from (
        select
            c.conrelid::regclass as table_name,
            a.attname as column_name,
            null::name as filter_column,
            null::text as filter_value,
            case
                when exists (
                    select
                    from concerts.merge_rules as r
                    where r.table_name = c.conrelid::regclass::text and r.rule = 'sum'
                ) then 2
                else 1
            end as place
        from pg_catalog.pg_constraint as c
        left join pg_catalog.pg_constraint as k
            on c.confrelid = k.conrelid and k.contype = 'p' and c.confkey = k.conkey
        left join pg_catalog.pg_attribute as a
            on
                k.conrelid is not null
                and cardinality(c.conkey) = 1
                and c.conrelid = a.attrelid
                and c.conkey[1] = a.attnum
        where c.contype = 'f' and c.confrelid = p_table and c.conparentid = 0
        union all
        select
            to_regclass(s.table_name), s.column_name::name, s.filter_column::name,
            s.filter_value, 3
        from concerts.merge_entities as e
        inner join concerts.soft_references as s on e.entity = s.entity
        where
            e.table_name = p_table::text
            and not s.is_history
            and to_regclass(s.table_name) is not null
    ) as f
    order by f.place, f.table_name::text, f.column_name
$$;

comment on function concerts._list_references(regclass) is
    'Return columns that hold keys of the table, by foreign keys and '
    'concerts.soft_references.';
