-- core.judge_response: what an HTTP response to a request means for the next one.
--
-- The classification is that of webhooks: core._classify_webhook_response.

create or replace function core.judge_response(
    p_status_code integer, p_error text, p_retry_after text
)
    returns table (outcome text, retry_after interval)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        case
            when c.outcome = 'delivered' then 'delivered'
            when c.outcome in ('refused', 'gone') then 'refused'
            else 'retry'
        end,
        case when c.outcome = 'throttled' then core._read_retry_after(p_retry_after) end
    from core._classify_webhook_response(p_status_code, p_error) as c (outcome)
$$;

comment on function core.judge_response(integer, text, text) is
$$delivered, refused (final) or retry, and how long the receiver asks to wait.

p_error and p_retry_after: as the sender of webhooks reports them.
$$;
