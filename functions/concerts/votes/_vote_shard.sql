-- concerts._vote_shard: the shard of a voter's counters.

create or replace function concerts._vote_shard(p_user_id uuid)
    returns integer
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select (uuid_hash(p_user_id) & 15)
$$;

comment on function concerts._vote_shard(uuid) is
    'Return a number from 0 to 15, the same for a user at all times.';
