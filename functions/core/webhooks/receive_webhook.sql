-- core.receive_webhook: accept one message of a known source once and enqueue its job.
--
-- The receipt and its job commit together. A source without a job kind has its messages
-- taken elsewhere. Definer: no role may read secrets.

create or replace function core.receive_webhook(
    p_source text, p_headers jsonb, p_body text
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_taken record;
    v_job_kind text;
begin
    v_taken := core._take_message(p_source, p_headers, p_body);
    select s.job_kind into v_job_kind from core.webhook_sources as s where s.name = p_source;
    if v_job_kind is null then
        perform core.raise_error(
            'core.webhook_refused', 'The message could not be verified.'
        );
    end if;
    if v_taken.is_new then
        perform core.enqueue(
            p_kind => v_job_kind,
            p_payload => jsonb_build_object(
                'v', 1, 'receipt_id', v_taken.receipt_id, 'source', p_source
            )
        );
    end if;
    return jsonb_build_object(
        'receipt_id', v_taken.receipt_id, 'duplicate', not v_taken.is_new
    );
end;
$$;

grant execute on function core.receive_webhook(text, jsonb, text) to service_role;

comment on function core.receive_webhook(text, jsonb, text) is
$$Accept a signed message of a known source; body is the raw text that was signed.

headers are those of the request. The message is stored raw; a job processes it. A
message whose id was received before does nothing, and duplicate is true.
Takes: {headers: {[text]: text}}
Returns: {receipt_id: bigint, duplicate: boolean}
Errors: PT401 core.webhook_refused, the same for an unknown source, a bad signature and
a time more than 5 minutes off; PT413 core.webhook_too_large.
Example: {"source": "shop", "body": "{}", "headers": {"webhook-id": "m1",
"webhook-timestamp": "1767225600", "webhook-signature":
"v1,3A3oFFS3syorntPpIwrNt2Ui4uzmjG5ilwANuXMs28g="}}
Budget: 20 ms.
$$;
