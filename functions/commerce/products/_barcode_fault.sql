-- commerce._barcode_fault: the rule that a barcode is a GTIN of one variant.

create or replace function commerce._barcode_fault(p_record jsonb)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_barcode constant text := case jsonb_typeof(p_record -> 'barcode')
        when 'string' then p_record ->> 'barcode'
    end;
begin
    perform v_barcode::commerce.gtin;
    if exists (
        select
        from commerce.variants as v
        where v.barcode = v_barcode and v.sku is distinct from p_record ->> 'sku'
    ) then
        return 'The barcode belongs to another variant.';
    end if;
    return null;
exception
    when check_violation or data_exception then
        return 'It is not a GTIN: 8, 12, 13 or 14 digits, the last a check digit.';
end;
$$;

comment on function commerce._barcode_fault(jsonb) is
    'Rule barcode_valid of commerce.variant.';
