-- reading._lock_reader: lock a reader's progress for the rest of the transaction.
--
-- Every write to a reader's progress takes this lock first, so writes to one reader run
-- one after the other. The first write of a reader creates the row that is locked; if
-- two do so at once, the second waits for the first.

create or replace function reading._lock_reader(p_user_id uuid)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_version bigint;
begin
    insert into reading.progress_versions (user_id)
    values (p_user_id)
    on conflict (user_id) do nothing;

    select r.version
    into strict v_version
    from reading.progress_versions as r
    where r.user_id = p_user_id
    for update;
    return v_version;
end;
$$;

comment on function reading._lock_reader(uuid) is
    'Lock a reader''s row, created if it is missing; returns its version.';
