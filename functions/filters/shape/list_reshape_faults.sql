-- filters.list_reshape_faults: why filters.transactions cannot be changed to a shape.
--
-- The change makes a new table under the old name. What is listed here would stay with
-- the old table, or could not be kept by a table in months.

create or replace function filters.list_reshape_faults(p_shape text)
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

    select 'A shape is months or plain.'
    where p_shape is null or p_shape not in ('months', 'plain')
    union all
    select format('filters.transactions is %s already.', p_shape)
    where p_shape = filters._shape_of_lines()
    union all
    select format('Only role %s, which owns the lines, may change it.', r.rolname)
    from line as l
    inner join pg_catalog.pg_roles as r on l.relowner = r.oid
    where r.rolname <> current_user
    union all
    select format(
        'Role %s has to be in pg_read_all_stats, to see which sessions it waits for.',
        current_user
    )
    where not pg_has_role('pg_read_all_stats', 'usage')
    union all
    select 'A legal hold covers filters.transactions.'
    where core.is_on_legal_hold('filters.transactions')
    union all
    select 'The replica identity of filters.transactions was changed.'
    from line as l
    where l.relreplident <> 'd'
    union all
    select format(
        'Index %s is invalid, is unique without sold_at, or has a long name.', c.relname
    )
    from pg_catalog.pg_index as i
    inner join pg_catalog.pg_class as c on i.indexrelid = c.oid
    inner join line as l on i.indrelid = l.oid
    where
        not i.indisvalid
        or length(c.relname) > 59
        or (
            i.indisunique
            and not i.indisprimary
            and c.relname <> 'transactions_line_key_idx'
            and not exists (
                select
                from pg_catalog.pg_attribute as a
                where
                    a.attrelid = l.oid
                    and a.attname = 'sold_at'
                    and a.attnum = any((i.indkey::int2[])[0:i.indnkeyatts - 1])
            )
        )
    union all
    select format('Trigger %s is for each row and has transition tables.', t.tgname)
    from pg_catalog.pg_trigger as t
    inner join line as l on t.tgrelid = l.oid
    where
        not t.tgisinternal
        and t.tgtype & 1 = 1
        and num_nonnulls(t.tgoldtable, t.tgnewtable) > 0
    union all
    select format('Trigger %s is disabled, or always enabled.', t.tgname)
    from pg_catalog.pg_trigger as t
    inner join line as l on t.tgrelid = l.oid
    where not t.tgisinternal and t.tgenabled <> 'O'
    union all
    select format(
        '%s depends on it.', pg_describe_object(d.classid, d.objid, d.objsubid)
    )
    from pg_catalog.pg_depend as d
    cross join line as l
    where
        (
            (d.refclassid = 'pg_class'::regclass and d.refobjid = l.oid)
            or (d.refclassid = 'pg_type'::regclass and d.refobjid = l.reltype)
            or (
                d.refclassid = 'pg_type'::regclass
                and d.refobjid = (
                    select y.typarray from pg_catalog.pg_type as y
                    where y.oid = l.reltype
                )
            )
        )
        and d.deptype not in ('i', 'P', 'S')
        and not case d.classid
            when 'pg_class'::regclass then exists (
                select from pg_catalog.pg_class as c
                where
                    c.oid = d.objid
                    and (c.relkind in ('i', 'I', 'S', 't') or c.relispartition)
            )
            when 'pg_attrdef'::regclass then exists (
                select from pg_catalog.pg_attrdef as a
                where a.oid = d.objid and a.adrelid = l.oid
            )
            when 'pg_constraint'::regclass then exists (
                select from pg_catalog.pg_constraint as o
                where o.oid = d.objid and o.conrelid = l.oid
            )
            when 'pg_trigger'::regclass then exists (
                select from pg_catalog.pg_trigger as t
                where t.oid = d.objid and t.tgrelid = l.oid
            )
            when 'pg_policy'::regclass then exists (
                select from pg_catalog.pg_policy as p
                where p.oid = d.objid and p.polrelid = l.oid
            )
            when 'pg_statistic_ext'::regclass then true
            when 'pg_rewrite'::regclass then exists (
                select
                from pg_catalog.pg_rewrite as r
                inner join pg_catalog.pg_class as v on r.ev_class = v.oid
                where
                    r.oid = d.objid
                    and v.relkind = 'v'
                    and pg_has_role(v.relowner, 'usage')
            )
            else false
        end
    union all
    select format('Publication %s names it.', b.pubname)
    from pg_catalog.pg_publication_rel as p
    inner join line as l on p.prrelid = l.oid
    inner join pg_catalog.pg_publication as b on p.prpubid = b.oid
$$;

comment on function filters.list_reshape_faults(text) is
    'Each a sentence; nothing: filters.start_reshape may begin.';
