-- concerts._undo_merge: go through the steps of a merge backwards.
--
-- Then counters and heats follow the votes again, where users voted since the merge.
-- The songs are locked first: voters for them wait, and then find where theirs is.

create or replace function concerts._undo_merge(p_merge concerts.merges)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_queued bigint;
begin
    perform from concerts.setlist_songs as s
    where
        s.id in (
            select (k.key ->> 'setlist_song_id')::bigint
            from concerts.merge_rows as r
            cross join lateral (values (r.row_key), (r.new_key)) as k (key)
            where
                r.merge_id = p_merge.id
                and r.table_name in ('concerts.votes', 'concerts.vote_counts')
        )
    order by s.id
    for update;
    v_queued := (select coalesce(max(c.id), 0) from concerts.vote_changes as c);
    perform set_config('rowhouse.keeps_times', 'on', true);
    perform concerts._undo_step(p_merge.id, s.step, s.table_name::regclass, s.operation)
    from (
        select r.step, r.table_name, r.operation
        from concerts.merge_rows as r
        where r.merge_id = p_merge.id
        group by r.step, r.table_name, r.operation
        order by r.step desc
    ) as s;
    perform set_config('rowhouse.keeps_times', '', true);

    perform concerts._cancel_vote_changes(v_queued);
    perform concerts._mend_vote_counts(array(
        select distinct (k.key ->> 'setlist_song_id')::bigint
        from concerts.merge_rows as r
        cross join lateral (values (r.row_key), (r.new_key)) as k (key)
        inner join concerts.setlist_songs as s
            on (k.key ->> 'setlist_song_id')::bigint = s.id
        where
            r.merge_id = p_merge.id
            and r.table_name in ('concerts.votes', 'concerts.vote_counts')
    ));
    perform concerts._mend_heats(
        concerts._merged_artists(p_merge.entity, p_merge.drop_ids || p_merge.keep_id)
    );
end;
$$;

comment on function concerts._undo_merge(concerts.merges) is
    'Restore everything that the merge changed.';
