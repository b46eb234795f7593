-- Proves functions/concerts/dedup/_is_undone.sql.
begin;
select plan(1);

insert into concerts."merges" (entity, keep_id, drop_ids, made_at, undone_at)
values
('artist', 1, '{2,3}', '2020-01-01Z', '2020-01-02Z'),
('artist', 4, '{5}', '2020-01-01Z', null);
select results_eq(
    $$ select concerts._is_undone(r.entity, r.left_id, r.right_id)
       from (values
           (1, 'artist', 1, 2), (2, 'artist', 2, 3), (3, 'artist', 1, 4),
           (4, 'artist', 4, 5), (5, 'venue', 1, 2)
       ) as r (place, entity, left_id, right_id)
       order by r.place $$,
    'values (true), (true), (false), (false), (false)',
    'records of a merge that was undone, of their entity'
);

select * from finish();
rollback;
