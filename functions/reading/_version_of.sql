-- reading._version_of: the version of the last change of a row.
--
-- For a deleted row it is the version of the tombstone; a row that exists has a version
-- above that of any tombstone.

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
    'The version of the row, or of its tombstone if the row was deleted.';
