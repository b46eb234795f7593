-- Proves functions/concerts/merging/_mend_heats.sql.
begin;
select plan(3);

-- Given: the double tour.
select tests.double_tour();

insert into concerts."merges" (id, entity, keep_id, drop_ids, made_at)
overriding system value values (1, 'show', 1, '{2}', core.now());
update concerts.artist_heats
set votes = 9, heat = 5
where artist_id = 1001;
update concerts.artist_heats
set heat = 5
where artist_id = 1003;
do $$ begin perform concerts._mend_heats('{1001,1002,1003}', 1); end; $$;
select is(
    (
        select array[a.votes::text, (a.heat > 100)::text]
        from concerts.artist_heats as a
        where a.artist_id = 1001
    ),
    '{3,true}', 'a wrong number of votes is mended'
);
select is(
    (
        select a.heat from concerts.artist_heats as a
        where a.artist_id = 1003
    ),
    5::double precision, 'a right one is left'
);
select is(
    (select r.old_values ->> 'votes' from concerts.merge_rows as r), '9', 'and saved'
);

select * from finish();
rollback;
