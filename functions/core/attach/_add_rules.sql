-- core._add_rules: the rules that the options of an attachment list, for an entity.

create or replace function core._add_rules(p_entity text, p_rules jsonb)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into core.validation_rules (
        entity, name, field, kind, argument, message, severity, position
    )
    select
        p_entity, r.value ->> 'name', r.value ->> 'field', r.value ->> 'kind',
        coalesce(r.value -> 'argument', '{}'),
        coalesce(r.value ->> 'message', r.value ->> 'name'),
        coalesce(r.value ->> 'severity', 'error'), r.place * 10
    from jsonb_array_elements(p_rules) with ordinality as r (value, place);
exception
    when integrity_constraint_violation or data_exception then
        perform core.raise_error('core.invalid_attachment', left(sqlerrm, 500));
end;
$$;

comment on function core._add_rules(text, jsonb) is
    'Errors: PT422 core.invalid_attachment, core.invalid_rule.';
