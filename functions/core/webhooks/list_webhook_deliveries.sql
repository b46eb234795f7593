-- core.list_webhook_deliveries: the deliveries of one endpoint, newest first.
--
-- Invoker: row-level security decides. The cursor is the last id of the page before.

create or replace function core.list_webhook_deliveries(
    p_webhook_id uuid,
    p_status text default null,
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_answer jsonb;
begin
    perform core.read_page_size(p_page_size);
    if p_status not in ('pending', 'delivered', 'failed') then
        perform core.raise_error(
            'core.invalid_argument', 'status must be pending, delivered or failed.'
        );
    end if;
    perform core.read_cursor(p_after, 'deliveries', '^[0-7][0-9a-f]{15}$');
    if not exists (
        select from core.webhook_endpoints as e
        where e.id = p_webhook_id and e.owner_id = core.actor_id()
    ) then
        perform core.raise_error(
            'core.webhook_not_found', format('You have no webhook %L.', p_webhook_id)
        );
    end if;

    with page as materialized (
        select
            d.id, d.event_id, d.event_type, d.event_at, d.status, d.step, d.lease,
            d.next_attempt_at, d.last_outcome, d.created_at, d.finished_at
        from core.webhook_deliveries as d
        where
            d.endpoint_id = p_webhook_id
            and (p_status is null or d.status = p_status)
            and (p_after is null or d.id < ('x' || p_after)::bit(64)::bigint)
        order by d.id desc
        limit p_page_size + 1
    ),

    shown as materialized (
        select *
        from page
        order by id desc
        limit p_page_size
    )

    select jsonb_build_object(
        'items', coalesce(
            (
                select jsonb_agg(
                    jsonb_build_object(
                        'id', s.id,
                        'message_id', format('evt_%s', s.event_id),
                        'event_id', s.event_id,
                        'type', s.event_type,
                        'at', s.event_at,
                        'status', s.status,
                        'outcome', s.last_outcome,
                        'attempts', s.lease,
                        'next_attempt_at',
                        case when s.status = 'pending' then s.next_attempt_at end,
                        'finished_at', s.finished_at,
                        'last_attempt', (
                            select
                                jsonb_build_object(
                                    'number', a.number,
                                    'started_at', a.started_at,
                                    'outcome', a.outcome,
                                    'status_code', a.status_code,
                                    'latency_ms', a.latency_ms,
                                    'error', a.error,
                                    'response', a.response
                                )
                            from core.webhook_attempts as a
                            where a.delivery_id = s.id
                            order by a.number desc
                            limit 1
                        )
                    )
                    order by s.id desc
                )
                from shown as s
            ),
            '[]'
        ),
        'next', case
            when (select count(*) from page) > p_page_size
                then (select encode(int8send(min(id)), 'hex') from shown)
        end
    )
    into v_answer;

    return v_answer;
end;
$$;

grant execute on function core.list_webhook_deliveries(uuid, text, text, integer)
to authenticated;

comment on function core.list_webhook_deliveries(uuid, text, text, integer) is
$$Deliveries of one of your webhooks, newest first, with the latest attempt of each.

`status` is pending, delivered or failed; null is all. Returns {items: [{id, message_id,
event_id, type, at, status, outcome, attempts, next_attempt_at, finished_at,
last_attempt}], next}. `message_id` is the `webhook-id` header, the same at every attempt.
Errors: PT404 core.webhook_not_found; PT422 core.invalid_page_size, core.invalid_cursor,
core.invalid_argument.
Budget: 50 ms.
$$;
