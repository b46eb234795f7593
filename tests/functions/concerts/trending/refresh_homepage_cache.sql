-- Proves functions/concerts/trending/refresh_homepage_cache.sql.
begin;
select plan(3);

-- Given: the small tour, and a cached homepage of one show.
select tests.small_tour();
do $$
begin
    perform api.get_top_shows();
end;
$$;
update concerts.shows
set status = 'cancelled'
where id = 4001;

select tests.login_as(tests.user('ada'), 'curator');
select is(
    api.refresh_homepage_cache() ->> 'top_shows', '0', 'a curator renews the homepage'
);
select is(api.get_top_shows() -> 'items', '[]'::jsonb, 'which everyone sees');
select tests.login_as(tests.user('ada'));
select throws_ok(
    'select api.refresh_homepage_cache()', 'PT403', 'core.not_permitted',
    'no one else does'
);

select * from finish();
rollback;
