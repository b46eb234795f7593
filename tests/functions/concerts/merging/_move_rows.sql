-- Proves functions/concerts/merging/_move_rows.sql.
begin;
select plan(3);

-- Given: the double tour.
select tests.double_tour();

insert into concerts."merges" (id, entity, keep_id, drop_ids, made_at)
overriding system value values (1, 'show', 1, '{2}', core.now());
do $$ begin
    perform concerts._move_rows(
        1, 'concerts.setlist_songs', 'setlist_id', 'true', 5001, 5101
    );
end; $$;
select results_eq(
    $$ select s.id, s.place from concerts.setlist_songs as s
       where s.setlist_id = 5001 and s.id > 6100 order by 1 $$,
    'values (6101::bigint, 4), (6102, 5)', 'rows move behind those that are there'
);
select is(
    (
        select array[r.row_key, r.old_values, r.new_values]
        from concerts.merge_rows as r
        where r.place = 2
    ),
    array[
        '{"id": 6102}', '{"place": 2, "setlist_id": 5101}',
        '{"place": 5, "setlist_id": 5001}'
    ]::jsonb[],
    'both versions of what changed are saved'
);
do $$ begin
    perform concerts._move_rows(
        1, 'concerts.votes', 'setlist_song_id', 'true', 6003, 6102
    );
end; $$;
select is(
    (
        select r.new_key ->> 'setlist_song_id' from concerts.merge_rows as r
        where r.step = 2
    ),
    '6003', 'a key may change'
);

select * from finish();
rollback;
