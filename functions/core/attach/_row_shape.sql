-- core._row_shape: SQL over rows of a table, `_o_` before and `_n_` after: key and
-- values.
--
-- From the catalog as it is at that moment. A whole row is written `_o_.*`, since a
-- column may have any name. Virtual columns are left out: a trigger does not have their
-- values. What jsonb may not hold goes through core._json_value.

create or replace function core._row_shape(
    p_table regclass,
    out keys text[],
    out old_key text,
    out new_key text,
    out old_row text,
    out new_row text
)
    returns record
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_row constant text := '(select to_jsonb(_x_.*) from (select %s) as _x_)';
begin
    select
        array_agg(a.attname::text order by k.place),
        string_agg(format('_o_.%I::text', a.attname), ', ' order by k.place),
        string_agg(format('_n_.%I::text', a.attname), ', ' order by k.place)
    into keys, old_key, new_key
    from pg_catalog.pg_index as i
    cross join unnest(i.indkey::int2[]) with ordinality as k (attnum, place)
    inner join pg_catalog.pg_attribute as a
        on i.indrelid = a.attrelid and k.attnum = a.attnum
    where i.indrelid = p_table and i.indisprimary and k.place <= i.indnkeyatts;
    if keys is null then
        return;
    end if;
    if cardinality(keys) > 1 then
        old_key := format('jsonb_build_array(%s)::text', old_key);
        new_key := format('jsonb_build_array(%s)::text', new_key);
    end if;

    select
        format(
            c_row, string_agg(format(f.words, '_o_', a.attname), ', ' order by a.attnum)
        ),
        format(
            c_row, string_agg(format(f.words, '_n_', a.attname), ', ' order by a.attnum)
        )
    into old_row, new_row
    from pg_catalog.pg_attribute as a
    cross join lateral (
        select case
            when core._fits_jsonb(a.atttypid) then '%1$s.%2$I'
            else 'core._json_value(%1$s.%2$I) as %2$I'
        end as words
    ) as f
    where
        a.attrelid = p_table
        and a.attnum > 0
        and not a.attisdropped
        and a.attgenerated <> 'v';
end;
$$;

comment on function core._row_shape(regclass) is
    'Names of the key; SQL of it as text, and of the row as jsonb. Null without a key.';
