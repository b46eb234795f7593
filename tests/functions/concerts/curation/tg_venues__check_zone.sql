-- Proves functions/concerts/curation/tg_venues__check_zone.sql.
begin;
select plan(3);

-- Given: the small tour.
select tests.small_tour();

select tests.login_as(tests.user('ada'), 'curator');
select throws_ok(
    $$ update api.venues set timezone = 'Mars/Olympus' where id = 2001 $$,
    'PT422', 'concerts.invalid_record', 'a zone is one that Postgres knows'
);
select throws_ok(
    $$ insert into api.venues (name, timezone) values ('Dome', 'Mars/Olympus') $$,
    'PT422', 'concerts.invalid_record', 'also that of a new venue'
);
select lives_ok(
    $$ update api.venues set timezone = 'Europe/Berlin' where id = 2001 $$,
    'another one is taken'
);

select * from finish();
rollback;
