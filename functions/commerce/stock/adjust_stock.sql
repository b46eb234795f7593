-- commerce.adjust_stock: correct the stock of a location by a difference.
--
-- Locks the level. Definer: no role has a grant to write stock.

create or replace function commerce.adjust_stock(
    p_sku text,
    p_location text,
    p_delta integer,
    p_reason text,
    p_reference text default null,
    p_idempotency_key text default null,
    p_effective_at timestamptz default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.require_role('admin', 'warehouse');
    perform core.read_number('delta', p_delta, -1000000, 1000000);
    if p_delta = 0 then
        perform core.raise_error('core.invalid_argument', 'delta is 0.');
    end if;
    if p_effective_at > core.now() then
        perform core.raise_error(
            'core.invalid_argument', 'effective_at is in the future.'
        );
    end if;

    return core.answer_once(
        'commerce._adjust_stock',
        p_idempotency_key,
        jsonb_build_object(
            'sku', core.read_text('sku', p_sku, 1, 64, 'commerce.unknown_sku'),
            'location', core.read_text(
                'location', p_location, 1, 40, 'commerce.unknown_location'
            ),
            'delta', p_delta,
            'reason', core.read_text(
                'reason', p_reason, 1, 500, 'commerce.reason_needed'
            ),
            'reference', core.read_text('reference', p_reference, 0, 200),
            'effective_at', case
                when p_effective_at is not null
                    then core.read_time('effective_at', p_effective_at)
            end
        )
    );
end;
$$;

grant execute on function commerce.adjust_stock(
    text, text, integer, text, text, text, timestamptz
) to authenticated, service_role;

comment on function commerce.adjust_stock(
    text, text, integer, text, text, text, timestamptz
) is
$$Change the stock on hand of a SKU at a location by `delta`.

Needs app role warehouse or admin. A difference that was found later is posted now, with
effective_at for stock_as_of. Reserved pieces cannot be taken away.
Returns: {sku: text, location: text, on_hand: bigint, reserved: bigint, available:
bigint, damaged: bigint, in_transit: bigint, safety_stock: bigint, backorder_limit:
bigint}
Units: the unit of the variant.
Errors: PT409 commerce.insufficient_stock, PT404 commerce.unknown_sku,
commerce.unknown_location, PT422 commerce.reason_needed, commerce.bundle_has_no_stock,
core.invalid_argument, core.idempotency_key_reused, PT409 core.idempotency_key_in_use,
PT403 core.not_permitted.
Emits: commerce.stock.changed on commerce:stock:<sku>, shortly after.
Example: {"sku": "MUG", "location": "SHOP", "delta": -1, "reason": "Found broken."}
Budget: 200 ms.
$$;
