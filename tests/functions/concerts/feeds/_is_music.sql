-- Proves functions/concerts/feeds/_is_music.sql.
begin;
select plan(1);

select results_eq(
    $$ select concerts._is_music(jsonb_build_object('classifications', x))
        from unnest(array[
        '[{"segment": {"name": "Music"}}]',
        '[{"segment": {"name": "Musique", "id": "KZFzniwnSyZfZ7v7nJ"}}]',
        '[{"segment": {"name": "Music"}}, {"primary": true,
            "segment": {"name": "Sports"}}]',
        '[]', 'null'
    ]::jsonb[]) as x $$,
    $$ values (true), (true), (false), (null), (null) $$,
    'the primary classification decides, in any language'
);

select * from finish();
rollback;
