-- concerts._load_demo: fill the module with the demo, once.
--
-- It is there when its first fan has voted: only the demo casts that vote, and merges
-- keep it. Records are found by their names, so those of a feed are not doubled.

create or replace function concerts._load_demo()
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_shows constant bigint := (
        select count(*) from concerts._list_demo_past_shows()
    ) + (
        select count(*) from concerts._list_demo_coming_shows()
    );
    v_votes bigint;
begin
    perform concerts._lock_feeds();
    if exists (select from concerts.votes as v where v.user_id = concerts._demo_fan(1)) then
        return jsonb_build_object('is_new', false, 'shows', v_shows);
    end if;
    perform concerts._make_demo_records();
    perform concerts._make_demo_shows();
    perform concerts._make_demo_setlists();
    v_votes := concerts._make_demo_votes();
    -- Trends have them at once; if another caller is folding, it takes these too.
    perform concerts.run_fold_votes();
    perform core.refresh_view('concerts.trending_artists_distinct');
    perform core.invalidate_cache(array['concerts.homepage']);
    return jsonb_build_object('is_new', true, 'shows', v_shows, 'votes', v_votes);
end;
$$;

comment on function concerts._load_demo() is
$$Make 30 artists, 20 venues, 200 songs, 60 shows, 14 setlists and their votes.

What was is real, what comes is made up. Returns {is_new, shows, votes}; where it is
there, it stays: {is_new, shows}.
Emits: concerts.setlist.voted on concerts:setlist:<id>.
$$;
