-- Proves functions/concerts/feeds/_stage_songs.sql.
begin;
select plan(2);

select is(
    concerts._stage_songs('{"sets": {"set": [
        {"song": [{"name": "A", "info": "slow"}, {"name": ""}]},
        {"encore": "2", "song": {"name": "B", "tape": "true", "cover": {"name": "C"},
            "with": {"name": "D"}}}
    ]}}'),
    '[{"title": "A", "cover_of": null, "encore": 0, "is_tape": false, "info": "slow"},
      {"title": "B", "cover_of": "C", "encore": 2, "is_tape": true, "info": "with D"}]',
    'encores, tapes, covers and guests; songs without a name are left out'
);
select is(
    (
        select array_agg(concerts._stage_songs(x))
        from unnest(array['{"sets": ""}', '{"sets": {"set": []}}', '{}']::jsonb[]) as x
    ),
    array['[]', '[]', '[]']::jsonb[], 'empty sets have no songs'
);

select * from finish();
rollback;
