-- core.tg_audit_entries__refuse_change: refuse every change of an entry, but erasure.
--
-- For UPDATE and DELETE by any role: row-level security does not apply to the owner,
-- but a trigger does. An update is allowed where it only takes values away and the leaf
-- stays: what was sealed is still proven.

create or replace function core.tg_audit_entries__refuse_change()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if
        tg_op = 'UPDATE'
        and new.salt is null
        and (
            old.erased is null
            or (new.erased -> 'fields') @> (old.erased -> 'fields')
        )
        and core._audit_leaf(new) = core._audit_leaf(old)
        and not exists (
            select
            from core._audit_fields(new) as f
            where
                f.salt is null
                and f.value <> '[null, null, null]'
                and strpos(f.value::text, '***') = 0
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

comment on function core.tg_audit_entries__refuse_change() is
$$Guard of audit entries; the erasure of values passes, as it keeps the leaf.

Errors: PT409 core.append_only.
$$;
