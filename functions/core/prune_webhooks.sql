-- core.prune_webhooks: remove finished deliveries and receipts that are old.
--
-- In batches, oldest first, skipping what somebody holds: never in anybody's way. A
-- receipt is kept longer than the tolerance by far, so a repeat is still recognised.

create or replace function core.prune_webhooks(p_job core.jobs)
    returns integer
    language plpgsql
    volatile
    security definer
    set search_path = ''
as $$
declare
    v_before timestamptz := core.now() - make_interval(
        secs => (core.setting('core.webhook_keep_seconds'))::double precision
    );
    v_limit integer := coalesce((p_job.payload ->> 'limit')::integer, 10000);
    v_deliveries integer;
    v_receipts integer;
begin
    delete from core.webhook_deliveries as d
    where d.id in (
        select o.id
        from core.webhook_deliveries as o
        where o.finished_at < v_before
        order by o.finished_at
        limit v_limit
        for update skip locked
    );
    get diagnostics v_deliveries = row_count;

    delete from core.webhook_receipts as r
    where r.id in (
        select o.id
        from core.webhook_receipts as o
        where o.received_at < v_before
        order by o.received_at
        limit v_limit
        for update skip locked
    );
    get diagnostics v_receipts = row_count;

    return v_deliveries + v_receipts;
end;
$$;

comment on function core.prune_webhooks(core.jobs) is
    'Job core.prune_webhooks: remove finished deliveries and receipts past retention.';
