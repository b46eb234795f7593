-- Proves sql/seeds/concerts/settings.sql.j2.
begin;
select plan(1);

select set_eq(
    $$ select name from core.settings where name ~ '^concerts[.]' $$,
    $$ values
        ('concerts.vote_rate'), ('concerts.half_life_days'),
        ('concerts.trending_weights'), ('concerts.presence_seconds'),
        ('concerts.cache.homepage'),
        ('concerts.ticketmaster_query'), ('concerts.ticketmaster_days'),
        ('concerts.spotify_mode'), ('concerts.setlistfm_days'),
        ('concerts.sync_url'), ('concerts.sync_origins'), ('concerts.sync_seconds'),
        ('concerts.replica_reads') $$,
    'the settings of concerts'
);

select * from finish();
rollback;
