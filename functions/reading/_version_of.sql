-- reading._version_of: the version that the last change of a row made true.
--
-- A deleted row's is that of its tombstone; a row that is there is newer than any.

create or replace function reading._version_of(
    p_user_id uuid, p_series_id bigint, p_version bigint
)
    returns bigint
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select greatest(
        p_version,
        (
            select t.version
            from reading.tombstones as t
            where t.user_id = p_user_id and t.series_id = p_series_id
        )
    )
$$;

comment on function reading._version_of(uuid, bigint, bigint) is
    'The row''s own version, or that of its tombstone when it is gone.';
