-- commerce.validate_record: check a record by the rules of its entity; nothing is
-- stored.
--
-- Invoker: core.check_record runs the rules.

create or replace function commerce.validate_record(p_entity text, p_record jsonb)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_record jsonb;
    v_stored jsonb;
begin
    perform core.require_role('admin', 'buyer');
    v_record := core.read_json('record', p_record, 'object');
    if v_record is null then
        perform core.raise_error('core.invalid_argument', 'record is missing.');
    end if;

    if p_entity = 'commerce.product' then
        v_stored := commerce._show_product(commerce._record_id(v_record, 'id'));
        return commerce._check_product(v_record - 'id', coalesce(v_stored, '{}'))
            -> 'errors';
    end if;
    return core.check_record(p_entity, v_record) -> 'errors';
end;
$$;

grant execute on function commerce.validate_record(text, jsonb)
to authenticated, service_role;

comment on function commerce.validate_record(text, jsonb) is
$$Every fault of a record, by the rules of its entity; for app roles admin and buyer.

`entity`: commerce.product checks what create_product would; with the id of a product in
the record, what update_product would. commerce.variant, commerce.price and the entities
of other modules that have rules are checked alone. field is where it is, such as
variants.0.sku; null for a rule on several fields. code is the rule's name. Faults of
severity warning do not refuse a record.
Takes: {record: {[text]: jsonb}}
Returns: [{field: text | null, code: text, message: text, severity: "error" |
"warning"}]
Errors: PT403 core.not_permitted, PT422 core.unknown_entity, core.invalid_argument.
Example: {"entity": "commerce.product", "record": {"title": "", "sku": "MUG-1"}}
Budget: 100 ms.
$$;
