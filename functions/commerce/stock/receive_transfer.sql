-- commerce.receive_transfer: take in what came of a transfer, at once or in parts.
--
-- Locks the transfer, then the levels of its destination. Definer: no role has a grant
-- to write stock.

create or replace function commerce.receive_transfer(
    p_transfer_id bigint,
    p_quantity integer,
    p_is_last boolean default false,
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
        'commerce._receive_transfer',
        p_idempotency_key,
        jsonb_build_object(
            'transfer_id', p_transfer_id,
            'quantity', core.read_number(
                'quantity', p_quantity, case when p_is_last then 0 else 1 end, 1000000
            ),
            'is_last', coalesce(p_is_last, false)
        )
    );
end;
$$;

grant execute on function commerce.receive_transfer(bigint, integer, boolean, text)
to authenticated, service_role;

comment on function commerce.receive_transfer(bigint, integer, boolean, text) is
$$Receive pieces of a transfer; with is_last, the rest counts as lost.

Needs app role warehouse or admin. The transfer ends when nothing is in transit.
Returns: transfer_stock
Units: quantity in the unit of the variant.
Errors: PT404 commerce.unknown_transfer, PT422 commerce.too_much_received,
core.invalid_argument, core.idempotency_key_reused, PT409 core.idempotency_key_in_use,
PT403 core.not_permitted.
Emits: commerce.stock.changed on commerce:stock:<sku>, shortly after.
Example: {"transfer_id": 1, "quantity": 2}
Budget: 200 ms.
$$;
