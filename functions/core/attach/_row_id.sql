-- core._row_id: the key of a plain row as audit entries and events spell it.

create or replace function core._row_id(p_row jsonb, p_keys text[])
    returns text
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if cardinality(p_keys) = 1 then
        return p_row ->> p_keys[1];
    end if;
    return (
        select jsonb_agg(p_row ->> k.name order by k.place)::text
        from unnest(p_keys) with ordinality as k (name, place)
    );
end;
$$;

comment on function core._row_id(jsonb, text[]) is
    'Its text, or a JSON array of texts for a key of several columns.';
