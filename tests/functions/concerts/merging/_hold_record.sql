-- Proves functions/concerts/merging/_hold_record.sql.
-- tests/glue/test_concerts_merge_locks.py proves that callers wait.
begin;
select plan(5);

-- Given: the double tour, its artists merged.
select tests.double_tour();
do $$ begin perform concerts._merge_records('artist', 1001, '{1003}', null); end; $$;

select is(concerts._hold_record(r.entity, r.id), r.present_id::bigint, r.what)
from (
    values
    ('show', 4101, 4001, 'a redirect'), ('setlist_song', 6101, 6002, 'of a song'),
    ('show', 4001, 4001, 'the id itself'), ('show', 9, 9, 'an id without a record'),
    ('show', null, null, 'no id')
) as r (entity, id, present_id, what);

select * from finish();
rollback;
