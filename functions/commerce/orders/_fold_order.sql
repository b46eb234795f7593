-- commerce._fold_order: the state of an order at a version, from its events.
--
-- With p_use_snapshots it starts at the latest snapshot; without, at the first event.

create or replace function commerce._fold_order(
    p_order_id bigint,
    p_version bigint default null,
    p_use_snapshots boolean default true
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_state jsonb;
    v_event record;
begin
    if p_use_snapshots then
        select s.state
        into v_state
        from commerce.order_snapshots as s
        where
            s.order_id = p_order_id
            and s.version <= coalesce(p_version, 9223372036854775807)
        order by s.version desc
        limit 1;
    end if;

    for v_event in
        select e.type, e.payload, e.at
        from commerce.order_events as e
        where
            e.order_id = p_order_id
            and e.version > coalesce((v_state ->> 'version')::bigint, 0)
            and e.version <= coalesce(p_version, 9223372036854775807)
        order by e.version
    loop
        v_state := commerce._apply_order_event(
            v_state, v_event.type, v_event.payload, v_event.at
        );
    end loop;
    return v_state;
end;
$$;

comment on function commerce._fold_order(bigint, bigint, boolean) is
    'The fold of an order''s events up to a version; null: all of them.';
