-- core._flag_bucket: the place of a user among all users of a flag, from 0 to 9999.
--
-- A flag with a share of s percent is on for the places below 100 x s, so a growing
-- share keeps who has it. The hash begins with the flag: another flag has other users
-- first. SHA-256 gives the same on every version and architecture of Postgres, which
-- hashtext does not promise.

create or replace function core._flag_bucket(p_name text, p_user_id uuid)
    returns integer
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select (
        ('x' || encode(
            substr(sha256(convert_to(p_name || ':' || p_user_id, 'UTF8')), 1, 4), 'hex'
        ))::bit(32)::bigint % 10000
    )::integer
$$;

comment on function core._flag_bucket(text, uuid) is
    'A number from 0 to 9999 by a hash of flag and user; the same for ever.';
