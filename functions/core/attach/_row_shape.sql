-- core._row_shape: pieces of SQL over rows of a table, `_o_` before and `_n_` after.
--
-- The triggers of attachments build their statements of these, from the catalog as it
-- is at that moment. Values are compared as they are stored, and a key of a type that
-- is not Postgres's own by its text, since its operators are in a schema that is not
-- searched. The aliases are names that a column hardly has: it would come first.

create or replace function core._row_shape(
    p_table regclass,
    out keys text[],
    out first_key text,
    out old_key text,
    out new_key text,
    out old_object text,
    out new_object text,
    out joins text,
    out columns text[],
    out same text[]
)
    returns record
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    select
        array_agg(a.attname::text order by k.place),
        (array_agg(quote_ident(a.attname) order by k.place))[1],
        string_agg(format('_o_.%I::text', a.attname), ', ' order by k.place),
        string_agg(format('_n_.%I::text', a.attname), ', ' order by k.place),
        format(
            'jsonb_build_object(%s)',
            string_agg(format('%L, _o_.%I', a.attname, a.attname), ', ' order by k.place)
        ),
        format(
            'jsonb_build_object(%s)',
            string_agg(format('%L, _n_.%I', a.attname, a.attname), ', ' order by k.place)
        ),
        string_agg(
            format(
                case
                    when t.typnamespace = 'pg_catalog'::regnamespace
                        then '_o_.%1$I = _n_.%1$I'
                    else '_o_.%1$I::text = _n_.%1$I::text'
                end,
                a.attname
            ),
            ' and '
            order by k.place
        )
    into keys, first_key, old_key, new_key, old_object, new_object, joins
    from pg_catalog.pg_index as i
    cross join unnest(i.indkey::int2[]) with ordinality as k (attnum, place)
    inner join pg_catalog.pg_attribute as a
        on i.indrelid = a.attrelid and k.attnum = a.attnum
    inner join pg_catalog.pg_type as t on a.atttypid = t.oid
    where i.indrelid = p_table and i.indisprimary and k.place <= i.indnkeyatts;
    if keys is null then
        old_object := null;
        new_object := null;
        return;
    end if;
    if cardinality(keys) > 1 then
        old_key := format('jsonb_build_array(%s)::text', old_key);
        new_key := format('jsonb_build_array(%s)::text', new_key);
    end if;

    select
        array_agg(a.attname::text order by a.attnum),
        array_agg(
            format('row(_o_.%1$I)::record *= row(_n_.%1$I)::record', a.attname)
            order by a.attnum
        )
    into columns, same
    from pg_catalog.pg_attribute as a
    where a.attrelid = p_table and a.attnum > 0 and not a.attisdropped;
end;
$$;

comment on function core._row_shape(regclass) is
$$Key as text and as an object, the join of both rows, columns; `same[i]`: whether
column i kept its value. All null without a primary key.
$$;
