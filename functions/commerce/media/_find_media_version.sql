-- commerce._find_media_version: one version of an image; raises if there is none.

create or replace function commerce._find_media_version(
    p_media_id bigint, p_version integer
)
    returns commerce.media_versions
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_version commerce.media_versions;
begin
    select v.*
    into v_version
    from commerce.media_versions as v
    where v.media_id = p_media_id and v.version = p_version;
    if not found then
        perform core.raise_error(
            'commerce.unknown_media',
            format(
                'There is no version %s of an image %s.',
                core.excerpt(p_version::text), core.excerpt(p_media_id::text)
            )
        );
    end if;
    return v_version;
end;
$$;

comment on function commerce._find_media_version(bigint, integer) is
$$The row, not locked.

Errors: PT404 commerce.unknown_media.
$$;
