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
core.idempotency_key_reused, PT422 core.invalid_argument, PT409
core.idempotency_key_in_use.
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
$$Return a setlist: its songs in order, their votes, and what the caller voted for.

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
$$Record a heartbeat of a viewer of a show; call it again after again_in_seconds.

Returns {show_id, viewers, again_in_seconds}: all viewers at present; from 1,000 on as
they were counted last, about a second ago. Without another heartbeat the viewer is
gone after the setting concerts.presence_seconds.
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
$$Return the artists that are trending, the greatest score first.

Returns {items: [{artist_id, name, score, votes, next_show_on, previous_place}]}.
previous_place: in the ranking of the last night, from 1; null: it was not there.
score adds votes, which count half after concerts.half_life_days, a show near in time,
and popularity where it is known.
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
$$Return the coming shows with the most wishes, the greatest score first.

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

Voters wait meanwhile.
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
$$Return how far each feed is: last success, lag, budget that is left, errors of a day
by kind; for app roles admin and curator.

Returns {items: [{feed, connected_at, last_success_at, lag_seconds, last_run: {run_id,
kind, is_dry_run, status, started_at, finished_at, counts, notes, fault}, budget_left,
paused_until_at, errors: {kind: n}, next_run_at}]}. budget_left null: no limit.
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
$$Start a run, or go on with an unfinished one.

Returns {run_id, token, kind, is_resumed}. The run is held for
p_lease_seconds, and for two minutes after each call; null, not for callers over HTTP:
for as long as the session lasts.
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
$$Return the next request of a run, or how long to wait.

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
$$Merge an answer, and move the run on; returns {outcome, counts}.

outcome: merged; not_modified (304); passed_over (nothing there, the run goes on); else
the run stays at its page, and the outcome is the kind of the error: unreadable (the
body is truncated), http_<status>.
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
$$Record an error of a run, of a kind such as timeout, http_500 or rate_limited.

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
$$End a run, or put it off; returns its status.

succeeded: nothing was left; paused: the next start goes on with it; interrupted: a dry
run that had pages left.
Errors: PT409 concerts.feed_superseded.
Example: {"run_id": 1, "token": 1}
Budget: 200 ms.
$$;

create or replace function api.put_off_feed(run_id bigint, token bigint, seconds integer)
    returns timestamptz
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.put_off_feed(p_run_id => run_id, p_token => token, p_seconds => seconds);
$$;
grant execute on function api.put_off_feed(bigint, bigint, integer) to service_role;
comment on function api.put_off_feed(bigint, bigint, integer) is
$$Pause the provider of a run; returns the end of its pause.

Units: seconds, a week at most.
Errors: PT409 concerts.feed_superseded, PT422 core.invalid_argument.
Example: {"run_id": 1, "token": 1, "seconds": 4397}
Budget: 200 ms.
$$;

create or replace function api.read_feed_secret(name text)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.read_feed_secret(p_name => name);
$$;
grant execute on function api.read_feed_secret(text) to service_role;
comment on function api.read_feed_secret(text) is
$$Return the secret of that name in the vault; null if there is none.

Errors: PT422 core.invalid_argument.
Example: {"name": "setlistfm_api_key"}
Budget: 50 ms.
$$;

create or replace function api.admit_sync_call(caller text, headers jsonb, body text)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.admit_sync_call(p_caller => caller, p_headers => headers, p_body => body);
$$;
grant execute on function api.admit_sync_call(text, jsonb, text) to service_role;
comment on function api.admit_sync_call(text, jsonb, text) is
$$Verify a signed call; returns {feed, is_full, waits, seconds}.

headers are those of the request, with webhook-id, webhook-timestamp and
webhook-signature of Standard Webhooks 1.0; body is the raw text that was signed:
{"feed": "spotify", "full": false, "wait": true, "seconds": 60}. seconds is at most the
setting concerts.sync_seconds; wait false: the call is answered when the run has begun.
Errors: PT401 core.webhook_refused, PT409 core.message_repeated, PT413
core.webhook_too_large, PT404 concerts.unknown_feed, PT422 core.invalid_argument.
Example: {"caller": "", "body": "{\"feed\": \"spotify\"}", "headers": {"webhook-id":
"c1", "webhook-timestamp": "1767225600", "webhook-signature": "v1,…"}}
Budget: 50 ms.
$$;

create or replace function api.list_sync_origins()
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.list_sync_origins();
$$;
grant execute on function api.list_sync_origins() to service_role;
comment on function api.list_sync_origins() is
$$Return origins whose pages may call sync, such as ["https://admin.example"]; [] admits
none.

Example: {}
Budget: 20 ms.
$$;

create or replace function api.merge_records(entity text, keep_id bigint, drop_ids bigint[], dry_run boolean default false)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.merge_records(p_entity => entity, p_keep_id => keep_id, p_drop_ids => drop_ids, p_dry_run => dry_run);
$$;
grant execute on function api.merge_records(text, bigint, bigint[], boolean) to authenticated, service_role;
comment on function api.merge_records(text, bigint, bigint[], boolean) is
$$Merge up to 50 records of entity artist, venue, show or song into keep_id; for app
roles admin and curator.

What leads to the dropped records leads to the kept one; rows that then have the same
key become one (concerts.merge_rules). Old ids redirect (resolve_record). undo_merge
restores everything. Returns {merge_id, entity, keep_id, drop_ids, tables:
[{table_name, changed, dropped, added}], redirects: [{entity, from_id, to_id}], history:
{table: rows that keep the old id}}; with dry_run nothing is done, and merge_id is null.
Errors: PT403 core.not_permitted, PT404 concerts.unknown_record, PT409
concerts.merge_conflict, PT422 core.invalid_argument.
Emits: concerts.record.merged {v, merge_id, entity, keep_id, drop_ids} on
concerts:records.
Example: {"entity": "artist", "keep_id": 1, "drop_ids": [2], "dry_run": true}
Budget: 2000 ms.
$$;

create or replace function api.undo_merge(merge_id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.undo_merge(p_merge_id => merge_id);
$$;
grant execute on function api.undo_merge(bigint) to authenticated, service_role;
comment on function api.undo_merge(bigint) is
$$Take back a merge; for app roles admin and curator.

Every row that it moved, changed or dropped is as it was; what others changed since
stays. Merges of the same rows are undone from the last one backwards. Returns
{merge_id, entity, keep_id, drop_ids}.
Errors: PT403 core.not_permitted, PT404 concerts.unknown_merge, PT409
concerts.undo_conflict.
Emits: concerts.record.separated {v, merge_id, entity, keep_id, drop_ids} on
concerts:records.
Example: {"merge_id": 1}
Budget: 2000 ms.
$$;

create or replace function api.list_merges(entity text, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.list_merges(p_entity => entity, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_merges(text, text, integer) to authenticated, service_role;
comment on function api.list_merges(text, text, integer) is
$$Return merges of an entity, newest first; for app roles admin and curator.

Returns {items: [{merge_id, entity, keep_id, drop_ids, score, made_by, made_at,
undone_by, undone_at}], next}; score is null where a curator merged.
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument, core.invalid_cursor,
core.invalid_page_size.
Example: {"entity": "artist"}
Budget: 100 ms.
$$;

create or replace function api.resolve_record(entity text, id bigint)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.resolve_record(p_entity => entity, p_id => id);
$$;
grant execute on function api.resolve_record(text, bigint) to anon, authenticated, service_role;
comment on function api.resolve_record(text, bigint) is
$$Return where an id leads: ids of merged records redirect.

entity: artist, venue, show, song, setlist, setlist_song. Returns {entity, id,
is_redirected, old_ids}: up to 500 old ids, under which audit and events know it.
Errors: PT404 concerts.unknown_record, PT422 core.invalid_argument.
Example: {"entity": "artist", "id": 1}
Budget: 50 ms.
$$;

create or replace function api.find_duplicates(entity text, threshold double precision default 0.8, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.find_duplicates(p_entity => entity, p_threshold => threshold, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.find_duplicates(text, double precision, text, integer) to authenticated, service_role;
comment on function api.find_duplicates(text, double precision, text, integer) is
$$Return pairs of records of an entity (artist, venue, song, show) that may be the same;
for app roles admin and curator.

Returns {items: [{left_id, right_id, score, features: {field: {left, right, weight,
similarity, factor}}}], next}, in the order of the ids. score is the mean of the
similarities by weight, times the least factor. A page may be short, or empty, and have
a next one.
Units: threshold and score from 0 to 1, threshold at least 0.3; page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument, core.invalid_cursor,
core.invalid_page_size.
Example: {"entity": "artist", "threshold": 0.8}
Budget: 5000 ms.
$$;

create or replace function api.list_duplicate_candidates(entity text, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.list_duplicate_candidates(p_entity => entity, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_duplicate_candidates(text, text, integer) to authenticated, service_role;
comment on function api.list_duplicate_candidates(text, text, integer) is
$$Return pairs of an entity that the nightly job leaves to curators, the most similar
first; for app roles admin and curator.

Returns {items: [{candidate_id, entity, left_id, right_id, score, features, found_at}],
next}; features as in find_duplicates.
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument, core.invalid_cursor,
core.invalid_page_size.
Example: {"entity": "artist"}
Budget: 100 ms.
$$;

create or replace function api.decide_duplicate(candidate_id bigint, decision text, keep_id bigint default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.decide_duplicate(p_candidate_id => candidate_id, p_decision => decision, p_keep_id => keep_id);
$$;
grant execute on function api.decide_duplicate(bigint, text, bigint) to authenticated, service_role;
comment on function api.decide_duplicate(bigint, text, bigint) is
$$Decide on a pair of list_duplicate_candidates: merge it into keep_id, or keep it apart
for good (distinct); for app roles admin and curator.

Without keep_id the record that more sources know stays. Returns {candidate_id,
decision, merge}: merge as merge_records returns it, or null.
Errors: PT403 core.not_permitted, PT404 concerts.unknown_candidate,
concerts.unknown_record, PT409 concerts.merge_conflict, PT422 core.invalid_argument.
Emits: concerts.record.merged on concerts:records, if it merges.
Example: {"candidate_id": 1, "decision": "distinct"}
Budget: 2000 ms.
$$;

create or replace function api.search_concerts(query text, page_size integer default 20)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.search_concerts(p_query => query, p_page_size => page_size);
$$;
grant execute on function api.search_concerts(text, integer) to anon, authenticated, service_role;
comment on function api.search_concerts(text, integer) is
$$Return artists, venues and shows that are most like a search, the best first.

Typing errors, accents and the order of words do not matter, in any script; a show is
found by artist, venue, city and year. Returns {items: [{entity, id, score, name,
...}]}: an artist has popularity and image_url, a venue city and country, a show venue,
show_on and status. score is 1 if nothing differs.
Units: query up to 200 characters; page_size from 1 to 100.
Errors: PT422 core.invalid_argument, core.invalid_page_size.
Example: {"query": "radiohed london"}
Budget: 200 ms.
$$;

create or replace function api.reindex_search()
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.reindex_search();
$$;
grant execute on function api.reindex_search() to authenticated, service_role;
comment on function api.reindex_search() is
$$Rewrite the search documents that differ from their records; for app role admin.

Returns {documents}: how many differed.
Errors: PT403 core.not_permitted.
Example: {}
Budget: 60000 ms.
$$;

create or replace function api.run_persisted_query(id text, variables jsonb default '{}')
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concerts.run_persisted_query(p_id => id, p_variables => variables);
$$;
grant execute on function api.run_persisted_query(text, jsonb) to anon, authenticated, service_role;
comment on function api.run_persisted_query(text, jsonb) is
$$Run a GraphQL document of concerts.persisted_queries, with the caller's rights.

id: the SHA-256 of the document. variables: an object. Returns {data, errors} as GraphQL
does. It needs pg_graphql; elsewhere /graphql/v1 takes the same ids.
Errors: PT404 concerts.unknown_query, PT501 concerts.graphql_not_served, PT422
core.invalid_argument.
Example: {"id": "5e88…", "variables": {"id": "1"}}
Budget: 250 ms.
$$;
