-- core.tg__freeze_key: refuse to change the key of a row.
--
-- For tables that are written through PostgREST: its upsert sets every column that was
-- sent, including the key, so callers need the grant on the key. The trigger's `when`
-- names the columns.

create or replace function core.tg__freeze_key()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.raise_error(
        'core.fixed_key',
        format('The key of a row of %s.%s never changes.', tg_table_schema, tg_table_name)
    );
    return null;
end;
$$;

comment on function core.tg__freeze_key() is
    'Guard of the columns that the trigger names: raises PT409 core.fixed_key.';
