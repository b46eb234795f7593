-- core._restored_position: the position of a reader that has read this restored event.
--
-- If the oldest events share one id (p_excess), their order has changed: a reader that
-- stopped among them reads them again.

create or replace function core._restored_position(
    p_event_id bigint, p_excess bigint, out xid xid8, out id bigint
)
    returns record
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        case
            when p_event_id < 0 then '0'::xid8
            when e.xid is null or p_excess > 0 and e.xid <= '2'::xid8 then '1'::xid8
            else e.xid
        end,
        case
            when p_event_id < 0 or e.xid is null then 0
            when p_excess > 0 and e.xid <= '2'::xid8 then 0
            else e.id
        end
    from (values (p_event_id)) as p (id)
    left join lateral (
        select o.xid, o.id
        from core.events as o
        where o.id = p.id
        limit 1
    ) as e on true
$$;

comment on function core._restored_position(bigint, bigint) is
    'The position after an event: its id and transaction; before all events for 0.';
