-- concerts._load_demo: fill the module with the demo, once.
--
-- Everything follows from today and a fixed seed. Takes turns with feeds and merges.

create or replace function concerts._load_demo()
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_today constant date := (core.now() at time zone 'UTC')::date;
    v_shows bigint;
    v_ids bigint[];
    v_votes bigint;
begin
    perform concerts._lock_feeds();
    select count(distinct l.show_id)
    into v_shows
    from concerts.setlists as l
    where l.source_version = 'demo 1';
    if v_shows > 0 then
        return jsonb_build_object('is_new', false, 'shows', v_shows);
    end if;
    perform concerts._make_demo_records();
    v_ids := concerts._make_demo_shows(v_today);
    perform concerts._make_demo_setlists(v_ids, v_today);
    v_votes := concerts._make_demo_votes(v_ids);
    while concerts.run_fold_votes() loop
        null;
    end loop;
    perform core.invalidate_cache(array['concerts.homepage']);
    return jsonb_build_object(
        'is_new', true, 'shows', cardinality(v_ids), 'votes', v_votes
    );
end;
$$;

comment on function concerts._load_demo() is
$$Make 30 artists, 20 venues, 200 songs, and 60 shows around today.

Shows have setlists, and these votes, which count in trends at once. Returns {is_new,
shows, votes}; where it is there, it stays: {is_new, shows}.
Emits: concerts.setlist.voted on concerts:setlist:<id>.
$$;
