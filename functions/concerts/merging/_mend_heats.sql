-- concerts._mend_heats: compute the heats of some artists from their votes.
--
-- The caller holds the lock of concerts.run_fold_votes. A heat whose number of votes is
-- right stays as it is, to the last bit. What a merge changes is saved for its undo.

create or replace function concerts._mend_heats(
    p_artist_ids bigint[], p_merge_id bigint default null
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_artist record;
    v_key jsonb;
    v_before jsonb;
begin
    for v_artist in
        select a.id, h.votes as counted, s.votes, s.heat
        from concerts.artists as a
        left join concerts.artist_heats as h on a.id = h.artist_id
        cross join lateral concerts._sum_heat(a.id) as s
        where a.id = any(p_artist_ids) and coalesce(h.votes, 0) <> greatest(s.votes, 0)
        order by a.id
    loop
        v_key := jsonb_build_object('artist_id', v_artist.id);
        v_before := concerts._read_row('concerts.artist_heats', v_key);
        delete from concerts.artist_heats
        where artist_id = v_artist.id;
        insert into concerts.artist_heats (artist_id, votes, heat)
        select v_artist.id, v_artist.votes, v_artist.heat
        where v_artist.votes > 0;
        if p_merge_id is not null then
            perform concerts._save_change(
                p_merge_id, 'concerts.artist_heats', v_key, v_before,
                concerts._read_row('concerts.artist_heats', v_key)
            );
        end if;
    end loop;
end;
$$;

comment on function concerts._mend_heats(bigint[], bigint) is
    'Correct the heats of these artists that are wrong; a merge saves what was there.';
