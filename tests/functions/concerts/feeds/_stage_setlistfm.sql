-- Proves functions/concerts/feeds/_stage_setlistfm.sql.
begin;
select plan(5);

create temporary table given as
select
    tests.feed_setlist()
        as it;
select is(
    concerts._stage_setlistfm(jsonb_build_object('setlist', jsonb_build_array(it)))
    - '{setlists}'::text[],
    '{"artists": [{"external_id": "m1", "name": "Band"}],
      "venues": [{"external_id": "h1", "name": "Hall", "city": "Köln", "state": null,
          "country": "DE"}],
      "shows": [{"external_id": "s1", "artist": "m1", "venue": "h1",
          "show_on": "2020-05-01", "title": null}],
      "skipped": {"without_songs": 0}, "faults": []}',
    'a page becomes rows'
) from given;
select is(
    (
        select array_agg(distinct concerts._stage_setlistfm(p) -> 'setlists')
        from given, unnest(array[
            it,
            jsonb_build_array(it),
            jsonb_build_object('setlists', jsonb_build_object('setlist', it))
        ]) as p
    ),
    array[concerts._stage_setlistfm((select it from given)) -> 'setlists'],
    'whatever surrounds it'
);
select is(
    concerts._stage_setlistfm('{"venue": [{"id": "h", "name": "Hall"}]}')
    #>> '{venues,0,name}',
    'Hall',
    'a search of venues has venues'
);
select is(
    concerts._stage_setlistfm('{"code": 404}') #>> '{faults,0,path}',
    '$',
    'another shape is a fault'
);
select is(
    concerts._stage_setlistfm(
        '{"setlist": [{"id": "s", "eventDate": "01-05-2020", "artist": {}}]}'
    )
    -> 'shows',
    '[]',
    'without an artist there is no show'
);

select * from finish();
rollback;
