-- Proves functions/concerts/merging/_undo_merge.sql.
begin;
select plan(1);

-- Given: the double tour.
select tests.double_tour();

create temporary table digests as select tests.concerts_digest() as digest;
do $$ begin
    perform concerts._undo_merge(m)
    from concerts.merges as m
    where m.id = concerts._merge_records('show', 4003, '{4101,4001}', null);
end; $$;
select is(tests.concerts_digest(), d.digest, 'all is as it was') from digests as d;

select * from finish();
rollback;
