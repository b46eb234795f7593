-- commerce.run_apply_sync_receipt: the job that merges a webhook of a source.
--
-- The name of the webhook source is <source>.<entity>. The merge is idempotent, so the
-- job may run again.

create or replace function commerce.run_apply_sync_receipt(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_receipt core.webhook_receipts;
    v_body jsonb;
begin
    select r.*
    into v_receipt
    from core.webhook_receipts as r
    where r.id = ((p_job).payload ->> 'receipt_id')::bigint;
    v_body := core.read_json(
        'body', to_jsonb(v_receipt.body), 'object', 1000000, 'commerce.invalid_changes'
    );

    perform commerce.merge_sync_changes(
        split_part(v_receipt.source, '.', 1),
        (
            select jsonb_agg(
                case jsonb_typeof(c.change)
                    when 'object' then c.change || jsonb_build_object(
                        'entity', split_part(v_receipt.source, '.', 2)
                    )
                    else c.change
                end
                order by c.place
            )
            from jsonb_array_elements(
                case jsonb_typeof(v_body -> 'changes')
                    when 'array' then v_body -> 'changes'
                    else jsonb_build_array(v_body)
                end
            ) with ordinality as c (change, place)
        )
    );
end;
$$;

comment on function commerce.run_apply_sync_receipt(core.jobs) is
$$Handler of commerce.apply_sync_receipt; the body is one change or {changes: […]}.

Errors: those of commerce.merge_sync_changes.
$$;
