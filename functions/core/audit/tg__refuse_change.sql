-- core.tg__refuse_change: refuse every change of an append-only table.
--
-- For UPDATE, DELETE and TRUNCATE by any role: row-level security does not apply to the
-- owner, but a trigger does. Retention drops partitions instead. The arguments of the
-- trigger are columns with personal data: an update that only makes some of them null,
-- or '***', is the erasure of a person and passes.

create or replace function core.tg__refuse_change()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if
        tg_op = 'UPDATE'
        and tg_nargs > 0
        and new is distinct from old
        and to_jsonb(new) - tg_argv = to_jsonb(old) - tg_argv
        and not exists (
            select
            from jsonb_each(to_jsonb(new)) as n
            where
                n.key = any(tg_argv)
                and n.value not in ('null', '"***"')
                and n.value is distinct from to_jsonb(old) -> n.key
        )
    then
        return new;
    end if;
    perform core.raise_error(
        'core.append_only',
        format('%s of %s.%s is refused.', tg_op, tg_table_schema, tg_table_name)
    );
    return null;
end;
$$;

comment on function core.tg__refuse_change() is
$$Guard of append-only tables; arguments: columns whose values may be erased.

Errors: PT409 core.append_only.
$$;
