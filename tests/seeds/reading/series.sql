-- Proves sql/seeds/reading/series.sql.
begin;
select plan(1);

select set_has(
    $$ select series_key, type, start_date from reading.series $$,
    $$ values
        ('one-piece', 'Manga', '1997-07'), ('spice-and-wolf', 'Light Novel', '2006-02') $$,
    'a new stack has something to read'
);

select * from finish();
rollback;
