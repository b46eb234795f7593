-- Proves functions/concerts/search/_show_found.sql.
begin;
select plan(4);

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

select tests.set_clock('2099-05-01T11:00Z');
select set_config('timezone', 'Pacific/Kiritimati', true);
select is(
    (concerts._show_found('show', 4001)).weight, 400,
    'today is the same in each time zone'
);

select * from finish();
rollback;
