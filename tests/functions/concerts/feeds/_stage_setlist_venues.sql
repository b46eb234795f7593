-- Proves functions/concerts/feeds/_stage_setlist_venues.sql.
begin;
select plan(1);

select is(
    concerts._stage_setlist_venues(
        '[{"at": "$", "item": {"id": "h", "name": "B", "city": {"name": "C",
            "state": "S", "country": {"code": "us"}}}}]',
        '[]'
    ),
    '[{"external_id": "h", "name": "B", "city": "C", "state": "S", "country": "US"}]',
    'venues in their cities'
);

select * from finish();
rollback;
