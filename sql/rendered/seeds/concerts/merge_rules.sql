-- Rendered from sql/seeds/concerts/merge_rules.sql.j2; edit that file, not this one.
-- Seeds of concerts.merge_rules: what becomes of rows that collide in a merge.
--
-- A song that two setlists have is one, with the votes of both; the other songs of the
-- setlist that goes come behind those of the one that stays.

insert into concerts.merge_rules (table_name, columns, rule, latest_column, totals)
values
('concerts.shows', '{id}', 'latest', 'updated_at', '{}'),
('concerts.shows', '{artist_id,venue_id,show_on}', 'latest', 'updated_at', '{}'),
('concerts.songs', '{artist_id,lower(title)}', 'keep', null, '{}'),
('concerts.setlists', '{show_id,kind}', 'latest', 'updated_at', '{}'),
('concerts.setlist_songs', '{setlist_id,song_id}', 'keep', null, '{}'),
('concerts.setlist_songs', '{setlist_id,place}', 'append', null, '{}'),
('concerts.votes', '{setlist_song_id,user_id}', 'keep', null, '{}'),
(
    'concerts.vote_counts', '{setlist_song_id,shard}', 'sum', null, '{"votes": "sum"}'
),
(
    'concerts.artist_heats', '{artist_id}', 'sum', null,
    '{"votes": "sum", "heat": "sum_logs"}'
),
('concerts.viewers', '{show_id,user_id}', 'latest', 'expires_at', '{}'),
('concerts.viewer_counts', '{show_id}', 'keep', null, '{}')
on conflict (table_name, columns) do update
set
    rule = excluded.rule,
    latest_column = excluded.latest_column,
    totals = excluded.totals
where
    (
        merge_rules.rule,
        merge_rules.latest_column,
        merge_rules.totals
    )
    is distinct from (
        excluded.rule,
        excluded.latest_column,
        excluded.totals
    );
