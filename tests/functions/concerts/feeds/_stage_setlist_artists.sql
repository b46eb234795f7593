-- Proves functions/concerts/feeds/_stage_setlist_artists.sql.
begin;
select plan(1);

select is(
    concerts._stage_setlist_artists(
        '[{"at": "$", "item": {"mbid": "m", "name": "B"}}, {"at": "x", "item": {}}]',
        '[{"at": "x", "is_required": true}]'),
    '[{"external_id": "m", "name": "B"}]', 'artists without a fault'
);

select * from finish();
rollback;
