-- Rendered from sql/seeds/concerts/event_types.sql.j2; edit that file, not this one.
-- Seeds of core.event_types: the events of concerts.

insert into core.event_types (type, topic, payload, description)
values
(
    'concerts.record.merged',
    'concerts:records',
    $${v: integer, merge_id: bigint, entity: "artist" | "venue" | "show" | "song",
    keep_id: bigint, drop_ids: [bigint]}$$,
    'Records became one.'
),
(
    'concerts.record.separated',
    'concerts:records',
    $${v: integer, merge_id: bigint, entity: "artist" | "venue" | "show" | "song",
    keep_id: bigint, drop_ids: [bigint]}$$,
    'A merge was taken back.'
),
(
    'concerts.setlist.voted',
    'concerts:setlist:<setlist id>',
    $${v: integer, setlist_id: bigint, songs: [{setlist_song_id: bigint, votes:
    bigint}]}$$,
    'Songs of a setlist have other counts of votes.'
),
(
    'concerts.show.watched',
    'concerts:show:<show id>',
    '{v: integer, show_id: bigint, viewers: integer}',
    'Another number of users looks at a show.'
)
on conflict (type) do update
set
    topic = excluded.topic,
    payload = excluded.payload,
    description = excluded.description
where
    (
        event_types.topic,
        event_types.payload,
        event_types.description
    )
    is distinct from (
        excluded.topic,
        excluded.payload,
        excluded.description
    );
