-- core.tg_settings__check_value: refuse a value that the schema of its setting refuses.
--
-- For every writer, since what reads a setting trusts it. A schema that cannot be
-- checked is refused, too.

create or replace function core.tg_settings__check_value()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_fault text := core._schema_fault(new.value_schema);
begin
    if v_fault is null then
        v_fault := left(
            array_to_string(core._schema_errors(new.value_schema, new.value), '; '), 300
        );
    else
        v_fault := 'its check needs ' || v_fault;
    end if;
    if v_fault <> '' then
        perform core.raise_error(
            'core.invalid_argument', format('Setting %s: %s.', new.name, v_fault)
        );
    end if;
    return new;
end;
$$;

comment on function core.tg_settings__check_value() is
$$Guard of core.settings.value.

Errors: PT422 core.invalid_argument.
$$;
