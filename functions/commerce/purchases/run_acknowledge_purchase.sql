-- commerce.run_acknowledge_purchase: the job that takes an acknowledgement by webhook.
--
-- The message names the order by the key that it was sent under. A source speaks for
-- its own vendor only.

create or replace function commerce.run_acknowledge_purchase(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_receipt core.webhook_receipts;
    v_order commerce.purchase_orders;
    v_message jsonb;
begin
    select r.*
    into v_receipt
    from core.webhook_receipts as r
    where r.id = (p_job.payload ->> 'receipt_id')::bigint;
    v_message := core.read_json(
        'body', to_jsonb(v_receipt.body), 'object', p_key => 'commerce.invalid_answer'
    );

    select o.*
    into v_order
    from commerce.purchase_orders as o
    inner join commerce.vendors as v on o.vendor_id = v.id
    where
        v.webhook_source = v_receipt.source
        and o.idempotency_key::text = v_message ->> 'idempotency_key'
    for no key update of o;
    if v_order.id is null or commerce._read_reference(v_receipt.body) is null then
        perform core.raise_error(
            'commerce.invalid_answer',
            format(
                'Source %s acknowledges %s as %s.', v_receipt.source,
                core.excerpt(v_message ->> 'idempotency_key'),
                core.excerpt(v_message ->> 'reference')
            )
        );
    end if;
    perform commerce._acknowledge_purchase(
        v_order, commerce._read_reference(v_receipt.body)
    );
end;
$$;

comment on function commerce.run_acknowledge_purchase(core.jobs) is
$$Handler of commerce.acknowledge_purchase: {idempotency_key, reference} by a webhook.

Errors: PT422 commerce.invalid_answer.
Emits: commerce.purchase.acknowledged.
$$;
