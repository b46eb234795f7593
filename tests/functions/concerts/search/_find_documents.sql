-- Proves functions/concerts/search/_find_documents.sql.
begin;
select plan(3);

-- Given: the double tour.
select tests.double_tour();

select is(
    (array(
        select f.entity || ' ' || f.record_id
        from concerts._find_documents('basso', 5) as f
    ))[1],
    'artist 1002', 'the most similar first'
);
select is(
    (select f.score from concerts._find_documents('basso', 1) as f),
    1::double precision, 'an equal one has score 1'
);
select is(
    (select count(*) from concerts._find_documents('xylophone', 5)), 0::bigint,
    'or none'
);

select * from finish();
rollback;
