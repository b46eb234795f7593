-- Rendered from sql/seeds/concerts/error_codes.sql.j2; edit that file, not this one.
-- Seeds of core.error_codes: the errors of concerts, one row per key.

insert into core.error_codes (key, sqlstate, hint)
values
('concerts.unknown_song', 'PT404', 'Send an id of api.setlist_songs.'),
('concerts.unknown_setlist', 'PT404', 'Send an id of api.setlists.'),
('concerts.unknown_show', 'PT404', 'Send an id of api.shows.'),
('concerts.already_voted', 'PT409', 'Withdraw the vote first to vote again.'),
('concerts.not_voted', 'PT404', 'Read the caller''s votes in api.my_votes.'),
('concerts.voting_closed', 'PT409', 'Vote for a show that has not started.'),
('concerts.votes_queued', 'PT409', 'Try again in a second.'),
('concerts.invalid_record', 'PT422', 'Correct the field in the detail.'),
('concerts.unknown_feed', 'PT404', 'Send ticketmaster, spotify or setlistfm.'),
('concerts.feed_running', 'PT409', 'Wait until the run has ended.'),
('concerts.feed_superseded', 'PT409', 'Start a run: it goes on where this one is.'),
(
    'concerts.sync_not_ready', 'PT422',
    'Install pg_net, and register the source concerts.sync.'
),
('concerts.unknown_record', 'PT404', 'Send the id of a record that is there.'),
(
    'concerts.unknown_candidate', 'PT404',
    'Read the pairs with list_duplicate_candidates.'
),
('concerts.unknown_merge', 'PT404', 'Read the merges with list_merges.'),
(
    'concerts.merge_conflict', 'PT409',
    'Correct the record in the detail, then merge again.'
),
(
    'concerts.undo_conflict', 'PT409',
    'Undo the later merge, or change the record in the detail.'
),
('concerts.unknown_query', 'PT404', 'Send an id of docs/graphql-schema.md.'),
(
    'concerts.graphql_not_served', 'PT501',
    'Send it to /graphql/v1, which rowhouse up --graphql serves.'
)
on conflict (key) do update
set
    sqlstate = excluded.sqlstate,
    hint = excluded.hint
where
    (
        error_codes.sqlstate,
        error_codes.hint
    )
    is distinct from (
        excluded.sqlstate,
        excluded.hint
    );
