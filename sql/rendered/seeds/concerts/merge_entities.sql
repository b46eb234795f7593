-- Rendered from sql/seeds/concerts/merge_entities.sql.j2; edit that file, not this one.
-- Seeds of concerts.merge_entities: what can be merged.

insert into concerts.merge_entities (entity, table_name, is_mergeable)
values
('artist', 'concerts.artists', true),
('venue', 'concerts.venues', true),
('show', 'concerts.shows', true),
('song', 'concerts.songs', true),
('setlist', 'concerts.setlists', false),
('setlist_song', 'concerts.setlist_songs', false)
on conflict (entity) do update
set
    table_name = excluded.table_name,
    is_mergeable = excluded.is_mergeable
where
    (
        merge_entities.table_name,
        merge_entities.is_mergeable
    )
    is distinct from (
        excluded.table_name,
        excluded.is_mergeable
    );
