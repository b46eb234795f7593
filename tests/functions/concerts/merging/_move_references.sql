-- Proves functions/concerts/merging/_move_references.sql.
begin;
select plan(2);

-- Given: the double tour.
select tests.double_tour();

create table concerts.pairs (
    a bigint references concerts.songs (id), b bigint, c integer,
    primary key (a), foreign key (b, c) references concerts.vote_counts
);
insert into concerts."merges" (id, entity, keep_id, drop_ids, made_at)
overriding system value values (1, 'venue', 2001, '{2002}', core.now());
do $$ begin
    perform concerts._move_references(1, 'concerts.venues', 2001, 2002);
end; $$;
select is(
    (
        select count(*) from concerts.shows as h
        where h.venue_id = 2002
    ),
    0::bigint, 'nothing leads to the dropped row'
);
select throws_ok(
    $$ select concerts._move_references(1, 'concerts.vote_counts', 1, 2) $$,
    'PT409', 'concerts.merge_conflict', 'a reference of several columns is refused'
);

select * from finish();
rollback;
