-- core.describe_table: name, columns and key of a table, for `rowhouse attach`.

create or replace function core.describe_table(p_table text)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table constant regclass := core._attachable_table(p_table);
begin
    return jsonb_build_object(
        'table', v_table::text,
        'schema', (
            select n.nspname
            from pg_catalog.pg_class as c
            inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
            where c.oid = v_table
        ),
        'name', (select c.relname from pg_catalog.pg_class as c where c.oid = v_table),
        'columns', (
            select jsonb_agg(
                jsonb_build_object(
                    'name', l.name,
                    'type', l.type,
                    'is_secret', core._is_secret_name(l.name)
                )
                order by l.number
            )
            from core._live_columns(v_table) as l
        ),
        'key', to_jsonb((core._row_shape(v_table)).keys)
    );
end;
$$;

comment on function core.describe_table(text) is
$${table, schema, name, columns: [{name, type, is_secret}], key: [name] or null}.

is_secret: by its name, the column holds a secret.

Errors: PT422 core.unattachable_table.
$$;
