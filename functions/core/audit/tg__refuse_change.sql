-- core.tg__refuse_change: refuse every change of an append-only table.
--
-- For UPDATE, DELETE and TRUNCATE by any role: row-level security does not apply to the
-- owner, but a trigger does. Retention drops partitions instead.

create or replace function core.tg__refuse_change()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.raise_error(
        'core.append_only',
        format('%s of %s.%s is refused.', tg_op, tg_table_schema, tg_table_name)
    );
    return null;
end;
$$;

comment on function core.tg__refuse_change() is
    'Guard of append-only tables: raises PT409 core.append_only.';
