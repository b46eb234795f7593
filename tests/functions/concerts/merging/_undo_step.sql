-- Proves functions/concerts/merging/_undo_step.sql.
begin;
select plan(3);

-- Given: the double tour.
select tests.double_tour();

create temporary table made as
select concerts._merge_records('venue', 2001, '{2002}', null) as id;
update concerts.shows
set title = 'x'
where id = 4102;
do $$ begin
    perform concerts._undo_step(s.merge_id, s.step, s.table_name::regclass, s.operation)
    from (select r.* from concerts.merge_rows as r order by r.step desc) as s;
end; $$;
select is(
    (
        select array[h.venue_id::text, h.title] from concerts.shows as h
        where h.id = 4102
    ),
    '{2002,x}', 'a changed row gets back what the merge changed'
);
select is(
    (
        select v.name from concerts.venues as v
        where v.id = 2002
    ),
    'The Hall', 'a dropped one comes back'
);
select is((select count(*) from concerts.redirects), 0::bigint, 'an added one goes');

select * from finish();
rollback;
