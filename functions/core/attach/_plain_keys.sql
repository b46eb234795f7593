-- core._plain_keys: the key of a table whose rows to_jsonb shows just as they are.
--
-- For nearly all tables a trigger then needs no statement of its own making: it is
-- planned once. Null where a key's text is not what JSON has (times, addresses), where
-- a value may not fit jsonb, or a column is virtual: then core._changes_query writes
-- one.

create or replace function core._plain_keys(p_table regclass)
    returns text[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_keys text[];
    v_is_plain boolean;
begin
    select
        array_agg(a.attname::text order by k.place) filter (where k.place is not null),
        bool_and(
            a.attgenerated <> 'v'
            and case
                when k.place is not null
                    then t.oid = any('{bool,int2,int4,int8,numeric,text,varchar,uuid,date}'
                        ::regtype[])
                when t.typnamespace = 'pg_catalog'::regnamespace
                    then t.oid <> all('{json,json[]}'::regtype[])
                else t.typtype = 'e' or core._fits_jsonb(t.oid)
            end
        )
    into v_keys, v_is_plain
    from pg_catalog.pg_index as i
    inner join pg_catalog.pg_attribute as a on i.indrelid = a.attrelid
    inner join pg_catalog.pg_type as t on a.atttypid = t.oid
    cross join lateral (
        select array_position((i.indkey::int2[])[0:i.indnkeyatts - 1], a.attnum) as place
    ) as k
    where
        i.indrelid = p_table
        and i.indisprimary
        and a.attnum > 0
        and not a.attisdropped;
    return case when v_is_plain then v_keys end;
end;
$$;

comment on function core._plain_keys(regclass) is
    'The columns of the primary key, in its order; null if the table is not plain.';
