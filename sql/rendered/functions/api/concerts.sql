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

create or replace function api.feed_status(feed text default null)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.feed_status(p_feed => feed);
$$;
grant execute on function api.feed_status(text) to authenticated, service_role;
comment on function api.feed_status(text) is
$$How far each feed is: last success, lag, budget that is left, errors of a day by kind.

Returns {items: [{feed, connected_at, last_success_at, lag_seconds, last_run: {run_id,
kind, is_dry_run, status, started_at, finished_at, counts, notes, fault}, budget_left,
paused_until_at, errors: {kind: n}, next_run_at}]}. For app roles admin and curator. budget_left null: no limit.
Errors: PT404 concerts.unknown_feed, PT403 core.not_permitted.
Example: {"feed": "ticketmaster"}
Budget: 200 ms.
$$;

create or replace function api.start_feed_run(feed text, is_full boolean default false, is_dry_run boolean default false, lease_seconds integer default 120)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.start_feed_run(p_feed => feed, p_is_full => is_full, p_is_dry_run => is_dry_run, p_lease_seconds => lease_seconds);
$$;
grant execute on function api.start_feed_run(text, boolean, boolean, integer) to service_role;
comment on function api.start_feed_run(text, boolean, boolean, integer) is
$$Starts a run, or goes on with an unfinished one; returns
{run_id, token, kind, is_resumed, provider}.

The run is held for p_lease_seconds, and for two minutes after each call; null, not for
callers over HTTP: for as long as the session lasts.
Errors: PT404 concerts.unknown_feed, PT409 concerts.feed_running, PT422
core.invalid_argument.
Example: {"feed": "spotify", "is_full": false, "is_dry_run": true}
Budget: 200 ms.
$$;

create or replace function api.next_feed_request(run_id bigint, token bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.next_feed_request(p_run_id => run_id, p_token => token);
$$;
grant execute on function api.next_feed_request(bigint, bigint) to service_role;
comment on function api.next_feed_request(bigint, bigint) is
$$The next request of a run, or how long to wait.

Returns {is_done, request: {path, query}, etag, last_modified}, or {is_done,
wait_seconds, reason}.
Units: wait_seconds is seconds.

Errors: PT409 concerts.feed_superseded.
Example: {"run_id": 1, "token": 1}
Budget: 200 ms.
$$;

create or replace function api.take_feed_page(run_id bigint, token bigint, request jsonb, status integer, body text default null, etag text default null, last_modified text default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.take_feed_page(p_run_id => run_id, p_token => token, p_request => request, p_status => status, p_body => body, p_etag => etag, p_last_modified => last_modified);
$$;
grant execute on function api.take_feed_page(bigint, bigint, jsonb, integer, text, text, text) to service_role;
comment on function api.take_feed_page(bigint, bigint, jsonb, integer, text, text, text) is
$$Merges an answer; returns {outcome, counts}.

outcome: merged; not_modified (304); passed_over (nothing there, the run goes on); else
the run stays at its page, and the outcome is the kind of the error: unreadable (the body
is truncated), http_<status>.
Errors: PT409 concerts.feed_superseded, PT422 core.invalid_argument.
Example: {"run_id": 1, "token": 1, "request": {"path": "/v1/artists/a", "query": {}},
"status": 200, "body": "{}"}
Budget: 2000 ms.
$$;

create or replace function api.note_feed_error(run_id bigint, token bigint, kind text, detail text)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.note_feed_error(p_run_id => run_id, p_token => token, p_kind => kind, p_detail => detail);
$$;
grant execute on function api.note_feed_error(bigint, bigint, text, text) to service_role;
comment on function api.note_feed_error(bigint, bigint, text, text) is
$$Keeps an error of a kind such as timeout, http_500 or rate_limited.

Errors: PT409 concerts.feed_superseded.
Example: {"run_id": 1, "token": 1, "kind": "timeout", "detail": "20 s"}
Budget: 200 ms.
$$;

create or replace function api.finish_feed_run(run_id bigint, token bigint, fault text default null)
    returns text
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.finish_feed_run(p_run_id => run_id, p_token => token, p_fault => fault);
$$;
grant execute on function api.finish_feed_run(bigint, bigint, text) to service_role;
comment on function api.finish_feed_run(bigint, bigint, text) is
$$Returns the new status: succeeded, or paused where pages are left.

Errors: PT409 concerts.feed_superseded.
Example: {"run_id": 1, "token": 1}
Budget: 200 ms.
$$;
