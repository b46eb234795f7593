-- filters._find_referencing_table: a table that refers to a master row, else null.
--
-- References that a delete would set to null or cascade to count as well: pruning must
-- not change other tables.

create or replace function filters._find_referencing_table(
    p_master regclass, p_condition text
)
    returns regclass
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_fkey record;
    v_is_kept boolean;
begin
    for v_fkey in
        select
            k.conrelid::regclass as keeper,
            string_agg(
                format('x.%I = m.%I', a.attname, f.attname), ' and ' order by c.place
            ) as pairs
        from pg_catalog.pg_constraint as k
        cross join unnest(k.conkey, k.confkey)
            with ordinality as c (referring, referred, place)
        inner join pg_catalog.pg_attribute as a
            on k.conrelid = a.attrelid and c.referring = a.attnum
        inner join pg_catalog.pg_attribute as f
            on k.confrelid = f.attrelid and c.referred = f.attnum
        where k.contype = 'f' and k.confrelid = p_master and k.conparentid = 0
        group by k.oid, k.conrelid
        order by k.conrelid
    loop
        execute format(
            'select exists (select from %s as m inner join %s as x on %s where %s)',
            p_master, v_fkey.keeper, v_fkey.pairs, p_condition
        )
        into v_is_kept;
        if v_is_kept then
            return v_fkey.keeper;
        end if;
    end loop;
    return null;
end;
$$;

comment on function filters._find_referencing_table(regclass, text) is
    'p_condition is an SQL condition on the row m, written by filters._prune_value.';
