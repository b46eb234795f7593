-- filters._column_fingerprint: a fingerprint that changes if a counted column may have
-- changed.
--
-- Every statement on a counted table compares it, so it costs only two catalog lookups.

create or replace function filters._column_fingerprint(
    p_source regclass, p_column name, p_type oid
)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select concat_ws(
            ' ', a.attrelid, a.attnum, a.atttypid, a.atttypmod,
            (
                select string_agg(
                    concat(e.oid, e.enumlabel), ' ' order by e.enumsortorder
                )
                from pg_catalog.pg_enum as e
                where e.enumtypid = p_type
            )
        )
        from pg_catalog.pg_attribute as a
        where a.attrelid = p_source and a.attname = p_column
    );
end;
$$;

comment on function filters._column_fingerprint(regclass, name, oid) is
    'Table, number, type and modifier of the column, and the labels of its enum.';
