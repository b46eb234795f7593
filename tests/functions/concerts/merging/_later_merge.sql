-- Proves functions/concerts/merging/_later_merge.sql.
begin;
select plan(2);

-- Given: the double tour.
select tests.double_tour();

create temporary table made as
select concerts._merge_records('artist', 1001, '{1003}', null) as a;
create temporary table later as
select concerts._merge_records('artist', 1002, '{1001}', null) as b;
select is(concerts._later_merge(m.a), l.b, 'a later merge of the same rows')
from made as m cross join later as l;
update concerts."merges" as m
set undone_at = core.now()
from later as l
where m.id = l.b;
select is(concerts._later_merge(m.a), null, 'until it is undone') from made as m;

select * from finish();
rollback;
