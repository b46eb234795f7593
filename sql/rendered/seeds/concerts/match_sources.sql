-- Rendered from sql/seeds/concerts/match_sources.sql.j2; edit that file, not this one.
-- Seeds of concerts.match_sources: whose duplicates are found.

insert into concerts.match_sources (
    entity, view_name, scope_field, block_limit, queue_threshold, merge_threshold
)
values
('artist', 'concerts.artist_facts', null, 100, 0.7, 0.95),
('venue', 'concerts.venue_facts', null, 100, 0.7, 0.95),
('song', 'concerts.song_facts', 'artist', 60, 0.75, 0.97),
('show', 'concerts.show_facts', 'artist', 60, 0.6, 0.95)
on conflict (entity) do update
set
    view_name = excluded.view_name,
    scope_field = excluded.scope_field,
    block_limit = excluded.block_limit,
    queue_threshold = excluded.queue_threshold,
    merge_threshold = excluded.merge_threshold
where
    (
        match_sources.view_name,
        match_sources.scope_field,
        match_sources.block_limit,
        match_sources.queue_threshold,
        match_sources.merge_threshold
    )
    is distinct from (
        excluded.view_name,
        excluded.scope_field,
        excluded.block_limit,
        excluded.queue_threshold,
        excluded.merge_threshold
    );
