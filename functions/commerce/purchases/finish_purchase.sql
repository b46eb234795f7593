-- commerce.finish_purchase: record what came of an attempt to send a purchase order.
--
-- Locks the order. An answer counts for the key that it was sent under; two workers
-- that sent the same order converge on the first acknowledgement. A vendor that refuses
-- has not taken the order, so it gets a new key for the next try; after attempts
-- without an answer the key stays, since one of them may have arrived. Definer: the
-- worker may not write the order.

create or replace function commerce.finish_purchase(
    p_purchase_order_id bigint,
    p_idempotency_key uuid,
    p_status_code integer,
    p_error text,
    p_retry_after text,
    p_response text,
    p_is_last boolean
)
    returns table (outcome text, retry_after interval, fault text)
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_order commerce.purchase_orders;
    v_reference text;
begin
    select o.*
    into v_order
    from commerce.purchase_orders as o
    where o.id = p_purchase_order_id and o.idempotency_key = p_idempotency_key
    for no key update;
    if v_order.id is null or v_order.acknowledged_at is not null then
        return query values ('done', null::interval, null::text);
        return;
    end if;

    select j.outcome, j.retry_after
    into outcome, retry_after
    from core.judge_response(p_status_code, p_error, p_retry_after) as j;
    fault := concat_ws(
        ': ', 'HTTP ' || p_status_code, core.excerpt(coalesce(p_error, p_response))
    );
    if outcome = 'delivered' then
        v_reference := commerce._read_reference(p_response);
        if v_reference is not null then
            perform commerce._acknowledge_purchase(v_order, v_reference);
        elsif p_status_code <> 202 then
            outcome := 'retry';
            fault := 'The answer has no reference: ' || core.excerpt(p_response);
        end if;
    end if;
    if outcome = 'delivered' then
        return query values ('done', null::interval, null::text);
        return;
    end if;

    if outcome = 'retry' and p_is_last then
        outcome := 'failed';
    end if;
    if outcome <> 'retry' and v_order.status = 'sent' then
        update commerce.purchase_orders as o
        set
            status = 'failed',
            fault = left(finish_purchase.fault, 1000),
            idempotency_key = case
                when finish_purchase.outcome = 'refused' then gen_random_uuid()
                else o.idempotency_key
            end
        where o.id = v_order.id
        returning o.* into v_order;
        perform commerce._emit_purchase(v_order, 'failed', p_is_trouble => true);
    end if;
    return next;
end;
$$;

grant execute on function commerce.finish_purchase(
    bigint, uuid, integer, text, text, text, boolean
) to app_worker;

comment on function commerce.finish_purchase(
    bigint, uuid, integer, text, text, text, boolean
) is
$$Record the answer of a vendor; returns done, retry, refused or failed, and why.

p_is_last: no attempt follows. A 2xx acknowledges by a JSON object with `reference`; a
202 may leave it out, and the vendor then acknowledges by a webhook. Any other answer
without a reference is tried again.
Emits: commerce.purchase.acknowledged, commerce.purchase.failed.
$$;
