-- core._mask_row: a row of an audited table, without the values of masked columns.

create or replace function core._mask_row(p_row jsonb, p_masked text[])
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select p_row || coalesce(
        (
            select jsonb_object_agg(m.name, '***')
            from unnest(p_masked) as m (name)
        ),
        '{}'
    )
$$;

comment on function core._mask_row(jsonb, text[]) is
    'A masked column reads "***"; null for no row.';
