-- filters._list_parts_of_lines: what filters.transactions consists of, to see whether
-- it was changed.
--
-- Triggers that filters writes itself are left out: they follow the registry, and the
-- running change.

create or replace function filters._list_parts_of_lines()
    returns setof text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with line as (
        select c.* from pg_catalog.pg_class as c
        where c.oid = to_regclass('filters.transactions')
    )

    select format(
        'column %s: %s', a.attname,
        concat_ws(
            ' ', format_type(a.atttypid, a.atttypmod), a.attnotnull,
            nullif(a.attidentity, ''), nullif(a.attgenerated, ''),
            pg_get_expr(d.adbin, d.adrelid)
        )
    )
    from line as l
    inner join pg_catalog.pg_attribute as a on l.oid = a.attrelid
    left join pg_catalog.pg_attrdef as d
        on a.attrelid = d.adrelid and a.attnum = d.adnum
    where a.attnum > 0 and not a.attisdropped
    union all
    select format('constraint %s: %s', c.conname, pg_get_constraintdef(c.oid))
    from line as l
    inner join pg_catalog.pg_constraint as c on l.oid = c.conrelid
    union all
    select format('index %s: %s', i.indexrelid::regclass, pg_get_indexdef(i.indexrelid))
    from line as l
    inner join pg_catalog.pg_index as i on l.oid = i.indrelid
    union all
    select format('trigger %s: %s', t.tgname, pg_get_triggerdef(t.oid))
    from line as l
    inner join pg_catalog.pg_trigger as t on l.oid = t.tgrelid
    where
        not t.tgisinternal
        and t.tgname !~ '^(t60_keep_keys|t70_count|t90_mirror)_'
    union all
    select format('statistics %s: %s', s.stxname, pg_get_statisticsobjdef(s.oid))
    from line as l
    inner join pg_catalog.pg_statistic_ext as s on l.oid = s.stxrelid
    union all
    select format('the storage: %s', l.reloptions) from line as l
$$;

comment on function filters._list_parts_of_lines() is
    'Each a name, a colon, and its definition.';
