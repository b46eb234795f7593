-- Proves functions/concerts/search/search_concerts.sql.
begin;
select plan(28);

-- Given: artists of several scripts, a venue, and shows.
select tests.small_tour();
insert into concerts.artists (id, name, popularity) overriding system value
values
(11, 'Beyoncé', 90), (12, 'Sigur Rós', 70), (13, 'Metallica', 85), (14, 'Кино', 50),
(15, '東京事変', 60), (16, 'The Rolling Stones', 88), (17, 'U2', 80),
(18, 'Guns N’ Roses', 84), (19, 'Mötley Crüe', 70), (20, '방탄소년단', 95),
(22, 'Radiohead', 82), (23, 'The Beatles', 83),
(24, '!!!', 50);
insert into concerts.venues (id, name, city) overriding system value
values (21, 'Mall of Asia Arena', 'Pasay');
insert into concerts.shows (id, artist_id, venue_id, show_on) overriding system value
values (31, 13, 21, '2099-03-04');

set local role anon;
select is((api.search_concerts(q.query) #>> '{items,0,id}')::integer, q.id, q.what)
from (
    values
    ('Beyoncé', 11, 'a name'), ('beyonce', 11, 'without accents'),
    ('sigur ros', 12, 'of two words'), ('metalica', 13, 'with a typing error'),
    ('metlalica', 13, 'with two letters the wrong way round'),
    ('кино', 14, 'in Cyrillic'),
    ('東京事変', 15, 'in Japanese'), ('방탄소년', 20, 'in Korean'),
    ('stones rolling', 16, 'in another order'), ('u2', 17, 'of two letters'),
    ('guns n roses', 18, 'with another apostrophe'),
    ('!!!', 24, 'of signs alone'), ('motley', 19, 'by its first word'),
    ('mall of asia pasay', 21, 'a venue with its city'),
    ('metallica pasay', 31, 'a show by artist and city'),
    ('radiohed creeep', 22, 'a mistyped word beside one that nothing has'),
    ('radiohed stairwayy', 22, 'also a longer one'),
    ('beatls manchestre', 23, 'the shorter of two words, mistyped'),
    ('beatles londn', 23, 'a name beside a city that does not fit'),
    ('metalica pasya', 31, 'a show of which both words are mistyped')
) as q (query, id, what);
select is(
    tests.refusal(format('select api.search_concerts(%s)', q.call)) ->> 'key', q.key,
    'and no other input'
)
from (
    values
    ('''''', 'core.invalid_argument'), ('null', 'core.invalid_argument'),
    ('''a'', 0', 'core.invalid_page_size'), ('''a'', 101', 'core.invalid_page_size'),
    (quote_literal(repeat('a', 201)), 'core.invalid_argument')
) as q (call, key);
select is(
    api.search_concerts('the xylophone') -> 'items', '[]'::jsonb,
    'a short word alone finds nothing'
);
select is(
    api.search_concerts('&') -> 'items', '[]'::jsonb, 'other signs find nothing'
);
select is(
    api.search_concerts('metallica', 1) #- '{items,0,score}',
    '{"items": [{"entity": "artist", "id": 13, "name": "Metallica", "popularity": 85,
      "image_url": null}]}'::jsonb,
    'an item says what it is'
);

select * from finish();
rollback;
