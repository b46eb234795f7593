-- Rendered from sql/seeds/concerts/match_fields.sql.j2; edit that file, not this one.
-- Seeds of concerts.match_fields: how artists, venues, songs and shows are compared.
-- depends: seeds/concerts/match_sources
--
-- An artist has one id at a source, so two ids leave the pair to curators. A venue may
-- have several.

insert into concerts.match_fields (
    entity, field, kind, weight, tolerance, unknown_similarity, contradicts_below,
    contradiction_factor, is_key
)
values
('artist', 'name', 'text', 10, 0, null, 0, 1, true),
('artist', 'ticketmaster', 'codes', 0.1, 0, null, 1, 0.85, false),
('artist', 'spotify', 'codes', 0.1, 0, null, 1, 0.85, false),
('artist', 'musicbrainz', 'codes', 0.1, 0, null, 1, 0.85, false),
('venue', 'name', 'text', 6, 0, null, 0, 1, true),
('venue', 'city', 'text', 3, 0, null, 0.5, 0.6, false),
('venue', 'country', 'codes', 1, 0, null, 1, 0.3, false),
('venue', 'latitude', 'number', 0.5, 0.01, null, 1, 0.8, false),
('venue', 'longitude', 'number', 0.5, 0.01, null, 1, 0.8, false),
('song', 'title', 'text', 10, 0, null, 0, 1, true),
('show', 'day', 'codes', 6, 0, null, 1, 0, true),
('show', 'venue', 'text', 3, 0, 0.5, 0, 1, false),
('show', 'city', 'text', 1, 0, null, 0.5, 0.5, false)
on conflict (entity, field) do update
set
    kind = excluded.kind,
    weight = excluded.weight,
    tolerance = excluded.tolerance,
    unknown_similarity = excluded.unknown_similarity,
    contradicts_below = excluded.contradicts_below,
    contradiction_factor = excluded.contradiction_factor,
    is_key = excluded.is_key
where
    (
        match_fields.kind,
        match_fields.weight,
        match_fields.tolerance,
        match_fields.unknown_similarity,
        match_fields.contradicts_below,
        match_fields.contradiction_factor,
        match_fields.is_key
    )
    is distinct from (
        excluded.kind,
        excluded.weight,
        excluded.tolerance,
        excluded.unknown_similarity,
        excluded.contradicts_below,
        excluded.contradiction_factor,
        excluded.is_key
    );
