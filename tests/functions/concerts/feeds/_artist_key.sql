-- Proves functions/concerts/feeds/_artist_key.sql.
begin;
select plan(1);

select results_eq(
    $$ select concerts._artist_key(x) from unnest(array['{"mbid": "m"}', '{"mbid": "",
        "name": "Ä Band"}']::jsonb[]) as x $$,
    $$ values ('m'), ('name:ä band') $$, 'a MusicBrainz id, or the name'
);

select * from finish();
rollback;
