-- core._audited_table: an audited table by its name, with its key and masked columns.
--
-- The key comes from the primary key, the masked columns from the arguments of the
-- audit trigger; if one of them has another name by now, all outside the key are
-- masked. `key` is SQL text that builds an entry's row_id from a row `r`; `given_key`
-- builds the same from `$1`, a JSON array of the key's parts as a caller spells them.

create or replace function core._audited_table(
    p_table_name text,
    out relation regclass,
    out key text,
    out given_key text,
    out parts integer,
    out masked text[]
)
    returns record
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_arguments bytea;
    v_columns text[];
    v_given text[];
begin
    select t.tgrelid, t.tgargs
    into relation, v_arguments
    from pg_catalog.pg_namespace as n
    inner join pg_catalog.pg_class as c
        on n.oid = c.relnamespace and c.relname = split_part(p_table_name, '.', 2)
    inner join pg_catalog.pg_trigger as t
        on c.oid = t.tgrelid and t.tgname = 't80_audit_update'
    where
        n.nspname = split_part(p_table_name, '.', 1)
        and format('%s.%s', n.nspname, c.relname) = p_table_name;
    if not found then
        perform core.raise_error(
            'core.table_not_audited',
            format('%s is not audited.', core.excerpt(p_table_name))
        );
    end if;

    masked := core._masked_columns(relation, core._trigger_arguments(v_arguments));
    select
        array_agg(format('r.%I::text', a.attname) order by k.place),
        array_agg(
            format(
                '($1 ->> %s)::%s::text',
                k.place - 1, format_type(a.atttypid, a.atttypmod)
            )
            order by k.place
        ),
        count(*)
    into v_columns, v_given, parts
    from pg_catalog.pg_index as i
    cross join unnest(i.indkey::int2[]) with ordinality as k (attnum, place)
    inner join pg_catalog.pg_attribute as a
        on i.indrelid = a.attrelid and k.attnum = a.attnum
    where
        i.indrelid = relation
        and i.indisprimary
        -- The key ends before the columns that its index only includes.
        and k.place <= i.indnkeyatts;
    key := array_to_string(v_columns, ', ');
    given_key := array_to_string(v_given, ', ');
    if parts > 1 then
        key := format('jsonb_build_array(%s)::text', key);
        given_key := format('jsonb_build_array(%s)::text', given_key);
    end if;
end;
$$;

comment on function core._audited_table(text) is
    'Errors: core.table_not_audited PT404.';
