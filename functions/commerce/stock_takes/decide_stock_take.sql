-- commerce.decide_stock_take: approve or reject the corrections of a stock take.
--
-- Locks the stock take, then the levels in the order of their key. Approving posts all
-- corrections or none: one that would take reserved pieces, or is of a deleted product,
-- refuses the whole. Definer: no role has a grant to write stock.

create or replace function commerce.decide_stock_take(
    p_stock_take_id bigint, p_is_approved boolean, p_reason text default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_take commerce.stock_takes;
    v_sku text;
begin
    perform core.require_role('admin', 'warehouse');
    if p_is_approved is null then
        perform core.raise_error('core.invalid_argument', 'is_approved is null.');
    end if;
    if p_is_approved then
        perform core.read_text('reason', p_reason, 0, 500);
    else
        perform core.read_text('reason', p_reason, 1, 500, 'commerce.reason_needed');
    end if;
    v_take := commerce._lock_stock_take(p_stock_take_id, 'submitted');
    if v_take.submitted_by = core.actor_id() or exists (
        select from commerce.stock_take_lines as n
        where n.stock_take_id = v_take.id and n.counted_by = core.actor_id()
    ) then
        perform core.raise_error(
            'commerce.approval_by_counter',
            format('You counted or submitted stock take %s.', v_take.id)
        );
    end if;

    update commerce.stock_takes
    set
        status = case when p_is_approved then 'approved' else 'rejected' end,
        decided_by = core.actor_id(),
        decided_at = core.now(),
        reason = p_reason
    where id = v_take.id;
    if p_is_approved then
        perform
        from commerce.stock_levels as l
        inner join commerce.stock_take_lines as n on l.variant_id = n.variant_id
        where n.stock_take_id = v_take.id and l.location_id = v_take.location_id
        order by l.variant_id, l.bucket
        for no key update of l;
        perform commerce._post_movements(
            commerce._correction_postings(v_take.id), 'stock take',
            'stock_take:' || v_take.id
        );
        -- delete_product locks the levels, so from here on the products stay.
        select v.sku into v_sku
        from commerce.stock_take_lines as n
        inner join commerce.variants as v on n.variant_id = v.id
        inner join commerce.products as p on v.product_id = p.id
        where
            n.stock_take_id = v_take.id
            and n.correction <> 0
            and p.deleted_at is not null
        order by v.sku
        limit 1;
        if found then
            perform core.raise_error(
                'commerce.unknown_sku', format('The product of %s was deleted.', v_sku)
            );
        end if;
    end if;
    return commerce.get_stock_take(v_take.id);
end;
$$;

grant execute on function commerce.decide_stock_take(bigint, boolean, text)
to authenticated, service_role;

comment on function commerce.decide_stock_take(bigint, boolean, text) is
$$Approve a submitted stock take, which posts its corrections, or reject it.

Needs app role warehouse or admin, of a user who neither counted nor submitted it. A
rejection needs a reason.
Returns: get_stock_take
Errors: PT404 commerce.unknown_stock_take, commerce.unknown_sku, PT409
commerce.stock_take_closed, commerce.insufficient_stock, PT403
commerce.approval_by_counter, core.not_permitted, PT422 commerce.reason_needed,
core.invalid_argument.
Emits: commerce.stock.changed on commerce:stock:<sku>, shortly after.
Example: {"stock_take_id": 2, "is_approved": true}
Budget: 200 ms.
$$;
