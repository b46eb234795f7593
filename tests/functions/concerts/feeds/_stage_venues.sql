-- Proves functions/concerts/feeds/_stage_venues.sql.
begin;
select plan(1);

select is(
    concerts._stage_venues('[{"at": "$", "item": {"id": "V", "name": " Hall ",
        "location": {"latitude": "14.5", "longitude": 121}, "timezone": "Asia/Manila",
        "country": {"countryCode": "ph"}}}]', '[]'),
    '[{"external_id": "V", "name": "Hall", "city": null, "state": null, "country": "PH",
      "latitude": 14.5, "longitude": 121, "timezone": "Asia/Manila"}]',
    'a place without city or state'
);

select * from finish();
rollback;
