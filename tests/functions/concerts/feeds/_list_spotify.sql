-- Proves functions/concerts/feeds/_list_spotify.sql.
begin;
select plan(1);

select results_eq(
    $$ select concerts._list_spotify(x, '$') #>> '{0,at}' from unnest(array[
        '{"id": "a"}', '{"artists": [null, {"id": "a"}]}',
            '{"artists": {"items": [{"id": "a"}]}}', '[{"id": "a"}]',
        '[{"artists": {"items": [{"id": "a"}]}}]', '{"items": [{"id": "a"}]}',
            '{"error": {}}'
    ]::jsonb[]) as x $$,
    $$ values ('$'), ('$.artists[1]'), ('$.artists.items[0]'), ('$[0]'),
        ('$[0].artists.items[0]'), ('$.items[0]'), (null) $$,
    'whatever surrounds the artists'
);

select * from finish();
rollback;
