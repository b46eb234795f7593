-- Proves functions/concerts/search/_show_found.sql.
begin;
select plan(3);

-- Given: the double tour.
select tests.double_tour();

select is(
    (concerts._show_found('artist', 1001)).shown,
    '{"name": "Alto", "popularity": 60, "image_url": null}'::jsonb, 'an artist'
);
select is((concerts._show_found('show', 4101)).shown ->> 'venue', 'Hall', 'a show');
select ok(
    (concerts._show_found('venue', 2001)).weight
    > (concerts._show_found('show', 4001)).weight,
    'a venue comes before a show'
);

select * from finish();
rollback;
