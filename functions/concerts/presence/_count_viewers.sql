-- concerts._count_viewers: how many users look at a show.
--
-- Each heartbeat asks. Where many look, the answer is what concerts.run_count_viewers
-- counted last, about a second ago, so a heartbeat costs the same for any show.

create or replace function concerts._count_viewers(p_show_id bigint)
    returns bigint
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        (
            select c.viewers
            from concerts.viewer_counts as c
            where c.show_id = p_show_id and c.viewers >= 1000
        ),
        (
            select count(*)
            from concerts.viewers as w
            where w.show_id = p_show_id and w.expires_at > core.now()
        )
    )
$$;

comment on function concerts._count_viewers(bigint) is
    'Return viewers whose heartbeat has not expired; from 1,000 on, the last count.';
