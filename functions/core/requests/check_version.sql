-- core.check_version: refuse a change that is based on an older version.
--
-- The row must be locked before its version is read; otherwise another writer may
-- change it between this check and the write.

create or replace function core.check_version(
    p_name text,
    p_stored bigint,
    p_expected bigint,
    p_key text default 'core.version_conflict'
)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if coalesce(p_stored, 0) <> p_expected then
        perform core.raise_error(
            p_key,
            format(
                '%s is at version %s, not %s.',
                core.excerpt(p_name), coalesce(p_stored, 0), p_expected
            )
        );
    end if;
end;
$$;

grant execute on function core.check_version(text, bigint, bigint, text)
to anon, authenticated, service_role, app_worker;

comment on function core.check_version(text, bigint, bigint, text) is
$$Optimistic concurrency: the stored version must be the one that the caller saw.

An expected null skips the check. A stored null counts as 0: the row does not exist yet.
Errors: PT409 core.version_conflict, or p_key.
$$;
