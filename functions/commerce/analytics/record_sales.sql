-- commerce.record_sales: record sales over the counter, with their stock.
--
-- Locks the levels in the order of their key. Definer: no role has a grant to write
-- stock or sales.

create or replace function commerce.record_sales(
    p_rows jsonb,
    p_idempotency_key text default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.require_role('admin', 'warehouse');
    return core.answer_once(
        'commerce._record_counter_sales',
        p_idempotency_key,
        jsonb_build_object(
            'rows', core.read_json(
                'rows', p_rows, 'array', 4000000, 'commerce.invalid_sales'
            )
        )
    );
end;
$$;

grant execute on function commerce.record_sales(jsonb, text)
to authenticated, service_role;

comment on function commerce.record_sales(jsonb, text) is
$$Record up to 1,000 sales over the counter and take their stock, all or none.

Needs app role warehouse or admin. A negative quantity, with a negative amount, is a
return. currency: default that of the default price list. reference: such as a receipt;
a row whose reference, SKU and location were recorded before is left out: repeated
counts them. The movements count from sold_at.
Takes: {rows: [{sku: text, location: text, quantity: integer, amount_minor: bigint,
sold_at: timestamptz, currency?: text | null, reference?: text | null}]}
Returns: {recorded: integer, repeated: integer}
Units: the unit of the variant; amount_minor for the whole quantity in minor units, at
most 10^12.
Errors: PT409 commerce.insufficient_stock, PT422 commerce.invalid_sales,
commerce.too_many_sales, commerce.bundle_has_no_stock, core.invalid_argument,
core.idempotency_key_reused, PT404 commerce.unknown_sku, commerce.unknown_location,
PT409 core.idempotency_key_in_use, PT403 core.not_permitted.
Emits: commerce.stock.changed on commerce:stock:<sku>, shortly after.
Example: {"rows": [{"sku": "MUG", "location": "SHOP", "quantity": 1, "amount_minor":
12900, "sold_at": "2025-12-31T10:00:00Z", "reference": "receipt-17"}]}
Budget: 1000 ms.
$$;
