-- concerts._count_viewers: how many users look at a show.

create or replace function concerts._count_viewers(p_show_id bigint)
    returns bigint
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select count(*)
    from concerts.viewers as w
    where w.show_id = p_show_id and w.expires_at > core.now()
$$;

comment on function concerts._count_viewers(bigint) is
    'Return viewers whose heartbeat has not expired.';
