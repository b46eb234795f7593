-- core._classify_webhook_response: the outcome that an HTTP response means.
--
-- The only function that decides it. A 4xx is final for this message, except for those
-- that mean "not now" (408, 409, 421, 423, 424, 425) or ask to slow down (429). A
-- redirect is not followed but tried again: it may come from a proxy that is being
-- changed.

create or replace function core._classify_webhook_response(
    p_status_code integer, p_error text
)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_error like 'refused:%' then 'refused'
        when p_error is not null or p_status_code is null then 'unavailable'
        when p_status_code between 200 and 299 then 'delivered'
        when p_status_code = 410 then 'gone'
        when p_status_code in (429, 503) then 'throttled'
        when p_status_code in (408, 421, 424, 425) then 'unavailable'
        when p_status_code in (409, 423) then 'failed'
        when p_status_code between 400 and 499 then 'refused'
        when p_status_code >= 500 then 'unavailable'
        else 'failed'
    end
$$;

comment on function core._classify_webhook_response(integer, text) is
    'The outcome of an attempt, see core.webhook_attempts.outcome.';
