-- commerce._apply_field: write a value of the source to the local row.
--
-- A refusal undoes this field only, and its words become the fault of a conflict. The
-- caller has locked the levels and the product.

create or replace function commerce._apply_field(
    p_record commerce.sync_records, p_field text, p_value jsonb
)
    returns text
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_fault text;
    v_key text;
    v_on_hand constant jsonb := commerce._local_values(p_record) -> 'on_hand';
begin
    case (p_record).entity
        when 'product' then
            perform commerce._apply_product_field((p_record).local_id, p_field, p_value);
        when 'inventory' then
            if p_value is distinct from v_on_hand then
                perform commerce._adjust_stock(jsonb_build_object(
                    'sku', split_part((p_record).external_id, '@', 1),
                    'location', split_part((p_record).external_id, '@', 2),
                    'delta', p_value::bigint - coalesce(v_on_hand::bigint, 0),
                    'reason', (p_record).source,
                    'reference', format(
                        'sync:%s:%s', (p_record).source, (p_record).external_id
                    )
                ));
            end if;
        else
            perform commerce._apply_order_status(
                (p_record).local ->> p_field, p_value #>> '{}'
            );
    end case;
    return null;
exception
    when sqlstate 'PT404' or sqlstate 'PT409' or sqlstate 'PT422'
        or integrity_constraint_violation
    then
        get stacked diagnostics v_key = message_text, v_fault = pg_exception_detail;
        return coalesce(nullif(v_fault, ''), v_key);
end;
$$;

comment on function commerce._apply_field(commerce.sync_records, text, jsonb) is
    'Null if the value now stands in the local row, else why it was refused.';
