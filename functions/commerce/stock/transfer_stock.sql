-- commerce.transfer_stock: send stock from one location to another.
--
-- Locks the levels of both locations in the order of their key. Definer: no role has a
-- grant to write stock.

create or replace function commerce.transfer_stock(
    p_sku text,
    p_from_location text,
    p_to_location text,
    p_quantity integer,
    p_reference text default null,
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
        'commerce._transfer_stock',
        p_idempotency_key,
        jsonb_build_object(
            'sku', core.read_text('sku', p_sku, 1, 64, 'commerce.unknown_sku'),
            'from', core.read_text(
                'from_location', p_from_location, 1, 40, 'commerce.unknown_location'
            ),
            'to', core.read_text(
                'to_location', p_to_location, 1, 40, 'commerce.unknown_location'
            ),
            'quantity', core.read_number('quantity', p_quantity, 1, 1000000),
            'reference', core.read_text('reference', p_reference, 0, 200)
        )
    );
end;
$$;

grant execute on function commerce.transfer_stock(
    text, text, text, integer, text, text
) to authenticated, service_role;

comment on function commerce.transfer_stock(text, text, text, integer, text, text) is
$$Send pieces to another location, where they are in transit until they are received.

Needs app role warehouse or admin. Reserved pieces cannot be sent. receive_transfer ends
the transfer: until then ended_at is null.
Returns: {transfer_id: bigint, sku: text, from_location: text, to_location: text,
quantity: integer, received: integer, lost: integer, in_transit: integer, reference:
text | null, sent_at: timestamptz, ended_at: timestamptz | null}
Units: quantity in the unit of the variant.
Errors: PT409 commerce.insufficient_stock, PT404 commerce.unknown_sku,
commerce.unknown_location, PT422 commerce.bundle_has_no_stock, core.invalid_argument,
core.idempotency_key_reused, PT409 core.idempotency_key_in_use, PT403
core.not_permitted.
Emits: commerce.stock.changed on commerce:stock:<sku>, shortly after.
Example: {"sku": "MUG", "from_location": "SHOP", "to_location": "MAIN", "quantity": 2,
"reference": "van 7"}
Budget: 200 ms.
$$;
