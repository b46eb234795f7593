-- Proves functions/concerts/feeds/_read_event_rows.sql.
begin;
select plan(3);

-- Given: an event that is whole, one without a day, one without attractions.
create temporary table read as
select r.*
from concerts._read_event_rows(concerts._list_records(jsonb_build_array(
    tests.feed_event('E1', '2099-05-01', p_status => 'offsale'),
    tests.feed_event('E2', '1900-01-01', p_status => 'strange'),
    tests.feed_event('E3', '2099-05-03', p_status => 'canceled') || '{"_embedded": {}}'
), '$')) as r;
select results_eq(
    'select at, external_id, artist, venue from read order by at',
    $$ values ('$[0]', 'E1', 'A1', 'V1'), ('$[1]', 'E2', 'A1', 'V1'),
        ('$[2]', 'E3', 'name:live: a1', null) $$,
    'the artist is the first attraction, else the name of the event'
);
select results_eq(
    'select show_on, status from read order by at',
    $$ values ('2099-05-01'::date, 'scheduled'), (null, null),
        ('2099-05-03', 'cancelled') $$,
    'an unknown day and an unknown code are null'
);
select is_empty(
    $$ select from concerts._read_event_rows('[]') $$, 'no event makes no row'
);

select * from finish();
rollback;
