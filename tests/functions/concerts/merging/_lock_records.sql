-- Proves functions/concerts/merging/_lock_records.sql.
begin;
select plan(2);

-- Given: the double tour.
select tests.double_tour();

select lives_ok($$ select concerts._lock_records('artist', '{1001}') $$, 'there');
select throws_ok(
    $$ select concerts._lock_records('artist', '{1001,5}') $$,
    'PT404', 'concerts.unknown_record', 'not there'
);

select * from finish();
rollback;
