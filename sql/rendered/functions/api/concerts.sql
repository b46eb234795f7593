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

votes are all votes for the song.
Returns: {setlist_song_id: bigint, votes: bigint}
Errors: PT403 core.not_permitted, PT404 concerts.unknown_song, PT409
concerts.already_voted, PT409 concerts.voting_closed, PT429 core.rate_limited, PT422
core.idempotency_key_reused, PT422 core.invalid_argument, PT409
core.idempotency_key_in_use.
Emits: concerts.setlist.voted {v, setlist_id, songs: [{setlist_song_id, votes}]} on
concerts:setlist:<id>, a few times a second at most.
Example: {"setlist_song_id": 6002, "idempotency_key": "8c1f"}
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
$$Take back a vote, until the show starts.

Returns: cast_vote
Errors: PT403 core.not_permitted, PT404 concerts.unknown_song, PT404 concerts.not_voted,
PT409 concerts.voting_closed, PT429 core.rate_limited.
Emits: concerts.setlist.voted on concerts:setlist:<id>, as cast_vote does.
Example: {"setlist_song_id": 6003}
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

At most 500 songs. closes_at is when the votes close. source_url is the page to link to;
encore is 0 before the first encore; cover_of is the artist whose song it is, where that
is another one. is_tape: it was played from a tape.
Returns: {setlist_id: bigint, kind: "wished" | "played", source_url: text | null,
show_id: bigint, show_on: date, status: "scheduled" | "postponed" | "rescheduled" |
"cancelled", closes_at: timestamptz, is_open: boolean, artist: text, venue: text | null,
songs: [{place: integer, setlist_song_id: bigint, title: text, cover_of: text | null,
encore: integer, is_tape: boolean, info: text | null, votes: bigint, is_mine: boolean}]}
Errors: PT404 concerts.unknown_setlist.
Example: {"setlist_id": 5001}
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

viewers are all at present; from 1,000 on as they were counted last, about a second ago.
Without another heartbeat the viewer is gone after the setting
concerts.presence_seconds.
Returns: {show_id: bigint, viewers: bigint, again_in_seconds: integer}
Errors: PT403 core.not_permitted, PT404 concerts.unknown_show.
Emits: concerts.show.watched {v, show_id, viewers} on concerts:show:<id>, once a second
at most.
Example: {"show_id": 4001}
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
$$End the caller's presence at a show, if there is one.

viewers as in join_show. show_id is null if none was given.
Returns: {show_id: bigint | null, viewers: bigint}
Errors: PT403 core.not_permitted.
Emits: concerts.show.watched on concerts:show:<id>, as join_show does.
Example: {"show_id": 4001}
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

previous_place: in the ranking of the last night, from 1; null: it was not there.
score adds votes, which count half after concerts.half_life_days, a show near in time,
and popularity where it is known.
p_from_cache: from the homepage cache, which a job renews; false: computed now.
Returns: {items: [{artist_id: bigint, name: text, score: numeric, votes: bigint,
next_show_on: date | null, previous_place: bigint | null}]}
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

score adds the votes for the wished setlist and those for the artist, which decay.
p_from_cache: from the homepage cache, which a job renews; false: computed now.
Returns: {items: [{show_id: bigint, artist: text, venue: text | null, show_on: date,
votes: bigint, score: numeric}]}
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

trending and top_shows: how many items each part has.
Returns: {trending: integer, top_shows: integer}
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
$$Compute concerts.artist_heats again; for app role admin.

Voters wait meanwhile. artists is how many have votes.
Returns: {artists: bigint}
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
$$Return how far each feed is; for app roles admin and curator.

lag_seconds is since the start of the last success, or since the feed was connected;
null before that. budget_left: calls that may still be made today; null: no limit.
errors are those of a day, by kind. A run's counts say what it merged.
Returns: {items: [{feed: text, connected_at: timestamptz | null, last_success_at:
timestamptz | null, lag_seconds: bigint | null, last_run: {run_id: bigint, kind: "full"
| "incremental", is_dry_run: boolean, status: "running" | "paused" | "succeeded" |
"interrupted", started_at: timestamptz, finished_at: timestamptz | null, counts:
{[text]: bigint}, notes: [text], fault: text | null} | null, budget_left: integer |
null, paused_until_at: timestamptz | null, errors: {[text]: bigint}, next_run_at:
timestamptz | null}]}
Errors: PT404 concerts.unknown_feed, PT403 core.not_permitted.
Example: {"feed": "spotify"}
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

The run is held for p_lease_seconds, and for two minutes after each call; null, not for
callers over HTTP: for as long as the session lasts.
Returns: {run_id: bigint, token: bigint, kind: "full" | "incremental", is_resumed:
boolean}
Errors: PT404 concerts.unknown_feed, PT409 concerts.feed_running, PT422
core.invalid_argument.
Example: {"feed": "ticketmaster", "is_full": false, "is_dry_run": true}
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

Where is_done is true, there is nothing else. Else there is a request, or wait_seconds
and the reason. etag and last_modified are those of the last answer to the same request,
for a conditional one.
Returns: {is_done: boolean, request?: {path: text, query: {[text]: text}}, etag?: text |
null, last_modified?: text | null, wait_seconds?: numeric, reason?: "provider_paused" |
"provider_budget" | "provider_rate"}
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
$$Merge an answer, and move the run on.

outcome: merged; not_modified (304); passed_over (nothing there, the run goes on); else
the run stays at its page, there are no counts, and the outcome is the kind of the
error: unreadable (the body is truncated), http_<status>.
Takes: {request: next_feed_request.request}
Returns: {outcome: text, counts?: {[text]: bigint}}
Errors: PT409 concerts.feed_superseded, PT422 core.invalid_argument.
Example: {"run_id": 1, "token": 1, "request": {"path": "/v1/artists", "query": {"ids":
"a"}}, "status": 200, "body": "{\"artists\": [{\"id\": \"a\", \"name\": \"Basso\",
\"popularity\": 55}]}"}
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
Returns: "succeeded" | "paused" | "interrupted"
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

Returns: timestamptz
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

Returns: text | null
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
$$Verify a signed call, once, and read what it asks for.

headers are those of the request, with webhook-id, webhook-timestamp and
webhook-signature of Standard Webhooks 1.0; body is the raw text that was signed:
{"feed": "spotify", "full": false, "wait": true, "seconds": 60}. seconds is at most the
setting concerts.sync_seconds; waits false: the call is answered when the run has begun.
Takes: {headers: {[text]: text}}
Returns: {feed: text, is_full: boolean, waits: boolean, seconds: bigint}
Errors: PT401 core.webhook_refused, PT409 core.message_repeated, PT413
core.webhook_too_large, PT404 concerts.unknown_feed, PT422 core.invalid_argument.
Example: {"caller": "", "body": "{\"feed\": \"spotify\"}", "headers": {"webhook-id":
"c1", "webhook-timestamp": "1767225600", "webhook-signature":
"v1,mGlEehJ0czk16+BE8gcIZFaE+eQ3GTQhYNw5aKsdSa8="}}
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

Returns: [text]
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
restores everything. tables has the number of rows by what the merge does to them;
redirects has up to 500; history has the number of rows, by table, that keep the old id.
With dry_run nothing is done, and merge_id is null.
Returns: {merge_id: bigint | null, entity: "artist" | "venue" | "show" | "song",
keep_id: bigint, drop_ids: [bigint], tables: [{table_name: text, changed: bigint,
dropped: bigint, added: bigint}], redirects: [{entity: "artist" | "venue" | "show" |
"song" | "setlist" | "setlist_song", from_id: bigint, to_id: bigint}], history: {[text]:
bigint}}
Errors: PT403 core.not_permitted, PT404 concerts.unknown_record, PT409
concerts.merge_conflict, PT422 core.invalid_argument.
Emits: concerts.record.merged {v, merge_id, entity, keep_id, drop_ids} on
concerts:records.
Example: {"entity": "artist", "keep_id": 1001, "drop_ids": [1003], "dry_run": true}
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
stays. Merges of the same rows are undone from the last one backwards.
Returns: {merge_id: bigint, entity: "artist" | "venue" | "show" | "song", keep_id:
bigint, drop_ids: [bigint]}
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

score is null where a curator merged; made_by is null where a job did.
Returns: {items: [{merge_id: bigint, entity: "artist" | "venue" | "show" | "song",
keep_id: bigint, drop_ids: [bigint], score: numeric | null, made_by: uuid | null,
made_at: timestamptz, undone_by: uuid | null, undone_at: timestamptz | null}], next:
text | null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument, core.invalid_cursor,
core.invalid_page_size.
Example: {"entity": "venue"}
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

old_ids are up to 500 ids under which audit and events know it.
Returns: {entity: "artist" | "venue" | "show" | "song" | "setlist" | "setlist_song", id:
bigint, is_redirected: boolean, old_ids: [bigint]}
Errors: PT404 concerts.unknown_record, PT422 core.invalid_argument.
Example: {"entity": "venue", "id": 2002}
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

They are in the order of the ids. features has the fields that were compared; left or
right is null where a record has none. score is the mean of the similarities by weight,
times the least factor. A page may be short, or empty, and have a next one.
Returns: {items: [{left_id: bigint, right_id: bigint, score: numeric, features: {[text]:
{left: text | null, right: text | null, weight: numeric, similarity: numeric, factor:
numeric}}}], next: text | null}
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

score and features as in find_duplicates.
Returns: {items: [{candidate_id: bigint, entity: "artist" | "venue" | "show" | "song",
left_id: bigint, right_id: bigint, score: numeric, features: {[text]:
find_duplicates.items.features}, found_at: timestamptz}], next: text | null}
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

Without keep_id the record that more sources know stays. merge is null for distinct.
Returns: {candidate_id: bigint, decision: "merge" | "distinct", merge: merge_records |
null}
Errors: PT403 core.not_permitted, PT404 concerts.unknown_candidate,
concerts.unknown_record, PT409 concerts.merge_conflict, PT422 core.invalid_argument.
Emits: concerts.record.merged on concerts:records, if it merges.
Example: {"candidate_id": 1, "decision": "merge"}
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
found by artist, venue, city and year, and its name is that of the artist. score is 1 if
nothing differs.
Returns: {items: [{entity: "artist", id: bigint, score: numeric, name: text, popularity:
integer | null, image_url: text | null} | {entity: "venue", id: bigint, score: numeric,
name: text, city: text | null, country: text | null} | {entity: "show", id: bigint,
score: numeric, name: text, venue: text | null, show_on: date, status: "scheduled" |
"postponed" | "rescheduled" | "cancelled"}]}
Units: query up to 200 characters; page_size from 1 to 100.
Errors: PT422 core.invalid_argument, core.invalid_page_size.
Example: {"query": "alto manilla"}
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

documents is how many differed.
Returns: {documents: bigint}
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

id: the SHA-256 of the document. The answer is that of GraphQL. It needs pg_graphql;
elsewhere /graphql/v1 takes the same ids.
Takes: {variables: {[text]: jsonb} | null}
Returns: {data?: {[text]: jsonb} | null, errors?: [{[text]: jsonb}]}
Errors: PT404 concerts.unknown_query, PT501 concerts.graphql_not_served, PT422
core.invalid_argument.
Example: {"id": "5e88…", "variables": {"id": "1"}}
Budget: 250 ms.
$$;
