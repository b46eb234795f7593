-- Proves policies/reading/conflicts.sql.j2.
begin;
select plan(5);

-- Given: the devices of two readers disagreed.
insert into reading.conflicts (
    user_id, series_id, device_id, edited_at, policy, edit, stored, winner, found_at
)
values
(tests.user('ada'), 1, 'phone', now(), 'lww', '{}', '{}', 'edit', now()),
(tests.user('bob'), 1, 'phone', now(), 'lww', '{}', '{}', 'edit', now());

select * from tests.is_owned_by('reading.conflicts', 'user_id', tests.user('ada'));

select * from finish();
rollback;
