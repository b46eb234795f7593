-- Proves functions/concerts/feeds/_source_rank.sql.
begin;
select plan(1);

select results_eq(
    $$ select concerts._source_rank(f, s) from (values
        ('name', 'ticketmaster'), ('name', 'spotify'), ('picture', 'ticketmaster'),
        ('picture', 'spotify'), ('name', 'setlistfm')) as v (f, s) $$,
    'values (1), (2), (2), (1), (4)',
    'Ticketmaster names, Spotify has the pictures'
);

select * from finish();
rollback;
