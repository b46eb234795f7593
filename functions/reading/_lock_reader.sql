-- reading._lock_reader: one writer at a time to what a reader reads.
--
-- The first lock of every write to a reader's progress, held until its transaction
-- ends. A reader who is new gets her row; of two at once, the second waits for the
-- first.

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
    'Lock a reader''s row, which is made when she is new; her version.';
