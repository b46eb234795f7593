-- Proves functions/concerts/feeds/_stage_attractions.sql.
begin;
select plan(2);

select is(
    concerts._stage_attractions('[{"at": "$", "item": {
        "id": "A", "name": "Bänd",
        "images": [{"url": "http://i/1", "width": 9, "fallback": true, "ratio": "16_9"},
            {"url": "http://i/2", "width": 100}, {"url": "http://i/3", "width": 200}],
        "classifications": [{"genre": {"name": "Rock"},
            "subGenre": {"name": "Undefined"}}],
        "externalLinks": {
            "musicbrainz": [{"id": "f46bd570-5768-462e-b84c-c7c993bbf47e"}],
            "spotify": [{"url": "https://open.spotify.com/artist/0oSGxfWSnnOXhD2fKuz2Gy?a=b"}]
        }
    }}]', '[]'),
    '[{"external_id": "A", "name": "Bänd", "genres": ["rock"],
        "image_url": "https://i/3",
      "links": {"musicbrainz": "f46bd570-5768-462e-b84c-c7c993bbf47e",
        "spotify": "0oSGxfWSnnOXhD2fKuz2Gy"}}]',
    'the largest image, genres and ids of other sources'
);
select is(
    concerts._stage_attractions(
        '[{"at": "$", "item": {"id": "A"}}]', '[{"at": "$", "is_required": true}]'
    ),
    '[]', 'one without a required field is left out'
);

select * from finish();
rollback;
