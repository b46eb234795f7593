-- Rendered from functions/api/concerts.sql.j2; edit that file, not this one.
-- The RPCs of concerts that schema api exposes.

create or replace function api.cast_vote(setlist_song_id bigint, idempotency_key text default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.cast_vote(p_setlist_song_id => setlist_song_id, p_idempotency_key => idempotency_key);
$$;
grant execute on function api.cast_vote(bigint, text) to authenticated;
comment on function api.cast_vote(bigint, text) is
$$Vote for a song of a wished setlist, once; until the show starts, in its time zone.

Returns {setlist_song_id, votes}: all votes for the song.
Errors: PT403 core.not_permitted, PT404 concerts.unknown_song, PT409
concerts.already_voted, PT409 concerts.voting_closed, PT429 core.rate_limited, PT422
core.idempotency_key_reused, PT409 core.idempotency_key_in_use.
Emits: concerts.setlist.voted {v, setlist_id, songs: [{setlist_song_id, votes}]} on
concerts:setlist:<id>, a few times a second at most.
Example: {"setlist_song_id": 1, "idempotency_key": "8c1f"}
Budget: 200 ms.
$$;

create or replace function api.withdraw_vote(setlist_song_id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.withdraw_vote(p_setlist_song_id => setlist_song_id);
$$;
grant execute on function api.withdraw_vote(bigint) to authenticated;
comment on function api.withdraw_vote(bigint) is
$$Take back a vote, until the show starts; returns {setlist_song_id, votes}.

Errors: PT403 core.not_permitted, PT404 concerts.unknown_song, PT404
concerts.not_voted, PT409 concerts.voting_closed, PT429 core.rate_limited.
Emits: concerts.setlist.voted on concerts:setlist:<id>, as cast_vote does.
Example: {"setlist_song_id": 1}
Budget: 200 ms.
$$;

create or replace function api.get_setlist(setlist_id bigint)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.get_setlist(p_setlist_id => setlist_id);
$$;
grant execute on function api.get_setlist(bigint) to anon, authenticated, service_role;
comment on function api.get_setlist(bigint) is
$$A setlist, its songs in order, their votes, and which the caller voted for.

Returns {setlist_id, kind, source_url, show_id, show_on, status, closes_at, is_open,
artist, venue, songs: [{place, setlist_song_id, title, cover_of, encore, is_tape, info,
votes, is_mine}]}. At most 500 songs.
Errors: PT404 concerts.unknown_setlist.
Example: {"setlist_id": 1}
Budget: 200 ms.
$$;

create or replace function api.join_show(show_id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.join_show(p_show_id => show_id);
$$;
grant execute on function api.join_show(bigint) to authenticated;
comment on function api.join_show(bigint) is
$$A heartbeat of a viewer of a show; call it again after again_in_seconds.

Returns {show_id, viewers, again_in_seconds}: all viewers at present. Without another
heartbeat the viewer is gone after the setting concerts.presence_seconds.
Errors: PT403 core.not_permitted, PT404 concerts.unknown_show.
Emits: concerts.show.watched {v, show_id, viewers} on concerts:show:<id>, once a second
at most.
Example: {"show_id": 1}
Budget: 200 ms.
$$;

create or replace function api.leave_show(show_id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.leave_show(p_show_id => show_id);
$$;
grant execute on function api.leave_show(bigint) to authenticated;
comment on function api.leave_show(bigint) is
$$End the caller's presence at a show, if there is one; returns {show_id, viewers}.

Errors: PT403 core.not_permitted.
Emits: concerts.show.watched on concerts:show:<id>, as join_show does.
Example: {"show_id": 1}
Budget: 200 ms.
$$;

create or replace function api.get_trending_artists(p_limit integer default 10, p_from_cache boolean default true)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.get_trending_artists(p_limit => p_limit, p_from_cache => p_from_cache);
$$;
grant execute on function api.get_trending_artists(integer, boolean) to anon, authenticated, service_role;
comment on function api.get_trending_artists(integer, boolean) is
$$The artists that are trending, the greatest score first.

Returns {items: [{artist_id, name, score, votes, next_show_on}]}.
score adds votes, which count half after concerts.half_life_days, a show near in time, and popularity where it is known.
p_from_cache: from the homepage cache, which a job renews; false: computed now.
Units: p_limit from 1 to 100.
Errors: PT422 core.invalid_argument.
Example: {"p_limit": 10}
Budget: 250 ms.
$$;

create or replace function api.get_top_shows(p_limit integer default 10, p_from_cache boolean default true)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.get_top_shows(p_limit => p_limit, p_from_cache => p_from_cache);
$$;
grant execute on function api.get_top_shows(integer, boolean) to anon, authenticated, service_role;
comment on function api.get_top_shows(integer, boolean) is
$$The coming shows with the most wishes, the greatest score first.

Returns {items: [{show_id, artist, venue, show_on, votes, score}]}.
score adds the votes for the wished setlist and those for the artist, which decay.
p_from_cache: from the homepage cache, which a job renews; false: computed now.
Units: p_limit from 1 to 100.
Errors: PT422 core.invalid_argument.
Example: {"p_limit": 10}
Budget: 250 ms.
$$;

create or replace function api.refresh_homepage_cache()
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.refresh_homepage_cache();
$$;
grant execute on function api.refresh_homepage_cache() to authenticated, service_role;
comment on function api.refresh_homepage_cache() is
$$Compute the cached homepage again; for app roles admin and curator.

Returns {trending, top_shows}: how many items each part has.
Errors: PT403 core.not_permitted.
Example: {}
Budget: 500 ms.
$$;

create or replace function api.rebuild_heats()
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.rebuild_heats();
$$;
grant execute on function api.rebuild_heats() to authenticated, service_role;
comment on function api.rebuild_heats() is
$$Compute concerts.artist_heats again; for app role admin. Returns {artists}.

Voters wait meanwhile: about 10 seconds for a million votes.
Errors: PT403 core.not_permitted.
Example: {}
Budget: 60000 ms.
$$;
