-- Proves functions/concerts/merging/_merge_row.sql.
begin;
select plan(2);

-- Given: the double tour.
select tests.double_tour();

insert into concerts."merges" (id, entity, keep_id, drop_ids, made_at)
overriding system value values (1, 'venue', 2001, '{2002}', core.now());
do $$ begin
    perform concerts._merge_row(
        1, 'concerts.venues', '{id}', '{"id": 2001}', '{"id": 2002}'
    );
end; $$;
select is(
    (
        select r.to_id from concerts.redirects as r
        where r.from_id = 2002
    ),
    2001::bigint, 'an entity redirects'
);
select is(
    (
        select count(*) from concerts.venues as v
        where v.id = 2002
    ),
    0::bigint, 'one is left'
);

select * from finish();
rollback;
